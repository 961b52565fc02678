package app.touchline.sample;

/** One of our people in the sample, or a contact at a partner. */
record SamplePerson(String name, String address) {

    static SamplePerson of(String first, String last, String domain) {
        return new SamplePerson(first + " " + last, Ascii.letters(first) + "." + Ascii.letters(last) + "@" + domain);
    }

    String firstName() {
        return name.substring(0, name.indexOf(' '));
    }
}
