package app.touchline.touch;

/** Whether a person wrote a message, or a machine, and by which rule that was found. Only a person's counts by itself. */
public sealed interface Nature {

    Rule rule();

    record Human(Rule rule) implements Nature {}

    record Automatic(Reason reason, Rule rule) implements Nature {}

    /** What kind of mail it is that does not count by itself. */
    enum Reason {
        LIST_HUMAN("post on a mailing list"),
        AUTO_REPLY("automatic reply"),
        AUTO_GENERATED("automatic message"),
        BULK("newsletter or bulk mail"),
        BULK_OUT("mass mail of ours"),
        BOUNCE("delivery failure"),
        RECEIPT("read receipt"),
        CALENDAR("calendar message"),
        DECLINED("a meeting that all of them declined");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
