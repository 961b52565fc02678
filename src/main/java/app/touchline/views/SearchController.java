package app.touchline.views;

import java.util.List;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

import app.touchline.deal.DealReader;

/** Search from everywhere: partners, contacts and deals by part of a name, a domain or an address, or by registration. */
@Controller
class SearchController {

    private static final int MOST = 25;

    private final ViewsReader views;
    private final DealReader deals;

    SearchController(ViewsReader views, DealReader deals) {
        this.views = views;
        this.deals = deals;
    }

    @GetMapping("/search")
    String search(@RequestParam(defaultValue = "") String q, Model model) {
        var text = q.strip();
        var found = text.isEmpty()
                ? new SearchPage(text, List.of(), List.of(), List.of())
                : new SearchPage(
                        text,
                        views.searchPartners(text, MOST),
                        deals.search(text, MOST),
                        views.searchContacts(text, MOST));
        model.addAttribute("found", found);
        return "views/search";
    }
}
