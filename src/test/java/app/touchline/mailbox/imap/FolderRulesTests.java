package app.touchline.mailbox.imap;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FolderRulesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Drafts",
                "Entwürfe",
                "Brouillons",
                "Borradores",
                "Черновики",
                "草稿",
                "Junk",
                "Spam",
                "Courrier indésirable",
                "Trash",
                "Papierkorb",
                "Gelöschte Elemente",
                "Corbeille",
                "Корзина",
                "Deleted Items",
                "ゴミ箱"
            })
    void draftsJunkAndTrashAreKnownByName(String name) {
        assertThat(FolderRules.leftOut(List.of(), List.of(name), false)).isTrue();
        assertThat(FolderRules.leftOut(List.of(), List.of("INBOX", name), false))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"INBOX", "Sent", "Gesendet", "Archive", "Partners", "Junkers", "Trash talk", "Отправленные"})
    void otherFoldersAreRead(String name) {
        assertThat(FolderRules.leftOut(List.of(), List.of(name), false)).isFalse();
    }

    @Test
    void aMarkedFolderIsKnownWhateverItsName() {
        assertThat(FolderRules.leftOut(List.of("\\junk"), List.of("Verdächtig"), false))
                .isTrue();
        assertThat(FolderRules.leftOut(List.of("\\noselect"), List.of("Archive"), false))
                .isTrue();
    }

    @Test
    void aFolderDeepInSomebodysOwnTreeIsReadWhateverItsName() {
        assertThat(FolderRules.leftOut(List.of(), List.of("Clients", "Acme", "Drafts"), false))
                .isFalse();
    }

    @Test
    void allMailIsReadWhereItHoldsAllButTrash() {
        assertThat(FolderRules.leftOut(List.of("\\all"), List.of("[Gmail]", "All Mail"), true))
                .isFalse();
        assertThat(FolderRules.leftOut(List.of("\\all"), List.of("Virtual", "All"), false))
                .isTrue();
        assertThat(FolderRules.leftOut(List.of("\\flagged"), List.of("[Gmail]", "Starred"), true))
                .isTrue();
    }
}
