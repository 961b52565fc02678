package app.touchline.views;

import java.util.List;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Search from everywhere: partners and contacts by part of a name, a domain or an address. */
@Controller
class SearchController {

    private static final int MOST = 25;

    private final ViewsReader views;

    SearchController(ViewsReader views) {
        this.views = views;
    }

    @GetMapping("/search")
    String search(@RequestParam(defaultValue = "") String q, Model model) {
        var text = q.strip();
        var found = text.isEmpty()
                ? new SearchPage(text, List.of(), List.of())
                : new SearchPage(text, views.searchPartners(text, MOST), views.searchContacts(text, MOST));
        model.addAttribute("found", found);
        return "views/search";
    }
}
