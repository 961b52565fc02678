/**
 * Import of partners, contacts and domains, and of deals, from CSV and Excel, and its undoing. Writes import_job, import_upload, import_row,
 * import_image, import_memory; the rest through app.touchline.partner and app.touchline.deal, but for the undoing, which puts rows back as they were.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "team",
            "web",
            "audit",
            "settings",
            "partner",
            "money",
            "deal",
            "action",
            "ninetyday",
            "figures",
            "joining"
        })
package app.touchline.importing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
