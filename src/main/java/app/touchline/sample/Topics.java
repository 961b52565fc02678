package app.touchline.sample;

import java.util.List;
import java.util.Random;

/** What the letters of the sample are about. */
record Topics(String subject, String sentence) {

    private static final List<Topics> OURS = List.of(
            new Topics("Next steps for our joint webinar", "shall we fix a date for the webinar?"),
            new Topics("Accounts to look at together", "here are three accounts where we could go in together."),
            new Topics("Intro to the team at Halden?", "could you introduce us to their operations lead?"),
            new Topics("Deal support this quarter", "is there anything you need from us for the open deals?"),
            new Topics(
                    "Enablement session",
                    "we have a new enablement deck and would like to walk your sellers through it."),
            new Topics("Checking in", "how did the customer workshop go?"),
            new Topics("Co-marketing budget", "we have budget for one joint campaign, what would help you most?"),
            new Topics("Pricing for the renewal", "I have the numbers for the renewal that you asked for."),
            new Topics("Case study draft", "the draft of our case study is ready for your comments."),
            new Topics("Ninety-day plan", "I have put our three goals for the next ninety days into one page."));

    private static final List<Topics> THEIRS = List.of(
            new Topics("A customer for you", "we have a customer who needs what you do. Can we talk this week?"),
            new Topics("Question from a customer", "a customer asks whether your connector works with their set-up."),
            new Topics(
                    "New colleague on our side",
                    "from next month a colleague will look after the partnership with me."),
            new Topics("Our partner day", "we hold our partner day in spring and would like you to speak."),
            new Topics("Registration of a deal", "we would like to register an opportunity with you."));

    static Topics any(SamplePartner partner, Random random) {
        return about(partner, OURS, random);
    }

    static Topics theirs(SamplePartner partner, Random random) {
        return about(partner, THEIRS, random);
    }

    private static Topics about(SamplePartner partner, List<Topics> topics, Random random) {
        var topic = topics.get(random.nextInt(topics.size()));
        return new Topics(partner.name() + ": " + topic.subject, topic.sentence);
    }

    String body(SamplePerson reader, SamplePerson writer) {
        return "Hi " + reader.firstName() + ",\n\n" + sentence + "\n\nBest\n" + writer.firstName();
    }

    static String answer(Random random, SamplePerson reader, SamplePerson writer) {
        var sentence = List.of(
                        "thank you, that works for us.",
                        "let me ask around and come back to you.",
                        "good idea. Could we speak on Thursday?",
                        "yes, please send it over.")
                .get(random.nextInt(4));
        return "Hi " + reader.firstName() + ",\n\n" + sentence + "\n\n" + writer.firstName();
    }
}
