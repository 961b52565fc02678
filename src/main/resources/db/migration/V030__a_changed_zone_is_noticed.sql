-- On which day a message was exchanged, and so at which partner a contact was that day, depends on the programme's zone.
create trigger directory_changed after update of zone on programme
    for each row when (old.zone is distinct from new.zone) execute function raise_directory_version();
