package app.touchline.proof;

import java.util.ArrayList;

import app.touchline.proof.Letter.Copy;
import app.touchline.proof.Letter.Party;

import static app.touchline.proof.MailWorld.BEN;
import static app.touchline.proof.MailWorld.LEFT_OUT;
import static app.touchline.proof.MailWorld.MAILBOXES;
import static app.touchline.proof.MailWorld.ODD_FOLDERS;
import static app.touchline.proof.MailWorld.PARTNERS;
import static app.touchline.proof.MailWorld.ZOE;

/** Mail of which nothing may be kept: in folders that do not count, with strangers, among ourselves. */
final class NoTrace extends MailChapter {

    NoTrace(MailWorld world) {
        super(world);
    }

    @Override
    void write() {
        foldersThatDoNotCount();
        strangersAndOurselves();
    }

    private void foldersThatDoNotCount() {
        var folders = new ArrayList<>(LEFT_OUT);
        folders.sort(null);
        for (int i = 0; i < 120; i++) {
            var folder = folders.get(i % folders.size());
            var time = claim(at(1 + random.nextInt(120)));
            var junk = Party.of("June", canary() + "@only-junk.test");
            var letter = letter().subject("Nothing " + canary()).dated(time);
            if (folder.equals("Drafts")) letter.from(BEN_).to(junk).copy(Copy.sent(BEN, folder, time));
            else letter.from(junk).to(BEN_).copy(Copy.of(i % 2 == 0 ? BEN : PARTNERS, folder, time));
            letters.add(letter);
        }
        // In every oddly named folder.
        for (var folder : ODD_FOLDERS) {
            for (int i = 0; i < 8; i++) {
                var time = claim(at());
                letters.add(letter().from(someone())
                        .to(MIA_)
                        .dated(time.minusSeconds(9))
                        .copy(Copy.of(MAILBOXES.get(i % 3), folder, time)));
            }
        }
    }

    private void strangersAndOurselves() {
        for (int i = 0; i < 900; i++) {
            int n = i;
            var somebody = Party.of("Mr. " + canary(), canary() + "@stranger" + random.nextInt(200) + ".test");
            switch (i % 4) {
                case 0 -> stranger(l -> l.from(MIA_).to(somebody), at());
                case 1 ->
                    stranger(
                            l -> l.from(somebody)
                                    .to(BEN_)
                                    .cc(Party.of("", canary() + "@elsewhere.test"))
                                    .header("Reply-To: " + canary() + "@reply.test"),
                            at());
                case 2 -> stranger(l -> l.from(somebody).to(SHARED_).header("List-Id: <" + canary() + ".test>"), at());
                default ->
                    stranger(l -> l.from(somebody).to(MIA_).header("Auto-Submitted: auto-generated (" + n + ")"), at());
            }
        }
        for (int i = 0; i < 700; i++) {
            var colleague = Party.of(canary(), canary() + (i % 3 == 0 ? "@mail.ours.test" : "@ours.test"));
            switch (i % 4) {
                case 0 -> stranger(l -> l.from(MIA_).to(BEN_), at());
                case 1 -> stranger(l -> l.from(colleague).to(MIA_, BEN_).cc(LEA_), at());
                case 2 -> stranger(l -> l.from(MIA_).to(MIA_), at());
                default ->
                    stranger(
                            l -> l.from(Party.of("Zoe", ZOE)).to(Party.of("", canary() + "@ours-group.test"), SHARED_),
                            at());
            }
        }
    }
}
