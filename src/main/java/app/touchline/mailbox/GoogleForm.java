package app.touchline.mailbox;

import java.util.HashMap;
import java.util.Map;

/**
 * A service account as typed on the form.
 *
 * @param keyFile the JSON text that Google handed out; empty keeps the stored one
 * @param tryWith a mailbox of the Workspace with which the sign-in is tried
 */
record GoogleForm(String name, String keyFile, String tryWith) {

    GoogleForm {
        name = name.strip();
        keyFile = keyFile.strip();
        tryWith = tryWith.strip();
    }

    /**
     * What is wrong, by field, each in a sentence.
     *
     * @param fresh whether a key must be given
     */
    Map<String, String> problems(boolean fresh) {
        var problems = new HashMap<String, String>();
        if (name.isEmpty()) problems.put("name", "Type a name for it, such as your company's.");
        if (!fresh && keyFile.isEmpty()) return problems;
        if (GoogleAccount.read(0, keyFile).isEmpty())
            problems.put("keyFile", "Paste the whole JSON file of the service account's key, from { to }.");
        if (!tryWith.matches("[^\\s@<>\",;]+@[^\\s@<>\",;]+"))
            problems.put("tryWith", "Type the address of a mailbox in the Workspace.");
        return problems;
    }

    @Override
    public String toString() {
        return "GoogleForm[" + name + "]";
    }
}
