//! Explanations among what a program says: a line that begins with `  leat: `, and up to three more, set to the right.

/// The text without its explanations, and those, each in one line.
pub fn split(text: &str) -> (String, Vec<String>) {
    let (mut rest, mut explanations) = (String::new(), Vec::<String>::new());
    let mut more = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with("  leat: ") {
            explanations.push(line.trim().to_owned());
            more = 3;
        } else if more > 0 && line.starts_with("  ") {
            let explanation = explanations.last_mut().expect("it has begun");
            *explanation += " ";
            *explanation += line.trim();
            more -= 1;
        } else {
            rest += line;
            more = 0;
        }
    }
    (rest, explanations)
}
