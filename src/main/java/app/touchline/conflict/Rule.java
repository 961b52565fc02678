package app.touchline.conflict;

/**
 * A rule of engagement of one version.
 *
 * @param sentence as the programme words it to its partners
 */
record Rule(int position, RuleKind kind, String sentence) {}
