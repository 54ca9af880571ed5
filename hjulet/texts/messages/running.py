"""What is said of the home and what runs on it: start, jobs, backup."""

from hjulet.texts.catalogue import N_

SAFETY = {
    "demo-not-on-loopback": N_(
        "Exempelkommunen svarar bara på den egna datorn, men HJULET_HOSTS är {hosts}. "
        "Använd ett annat hem för kommunens egna data."
    ),
    "demo-without-mark": N_(
        "Databasen har exempelkommunen, vars lösenord är kända av alla, men hemmet är inte märkt som ett "
        "exempel. Kör hjulet demo i hemmet, eller använd en annan databas."
    ),
    "debug-on": N_("DEBUG är påslaget. Då visas hemligheter för den som råkar ut för ett fel. Slå av det."),
    "factors-unreadable": N_(
        "{count} appar eller omgångar reservkoder är krypterade med en nyckel som inte finns kvar, och "
        "fungerar inte. Lägg den gamla nyckeln i HJULET_OLD_SECRET_KEYS."
    ),
    "factors-by-old-key": N_(
        "{count} appar eller omgångar reservkoder är krypterade med en äldre nyckel. Låt den stå kvar i "
        "HJULET_OLD_SECRET_KEYS. De krypteras om av sig själva inom en timme när webbplatsen är igång."
    ),
    "weak-key": N_(
        "HJULET_SECRET_KEY är för kort eller för enkel. Ange minst 50 slumpade tecken, "
        "eller låt bli att ange någon: då gör hemmet en egen."
    ),
}
"""Why the site is not started."""

JOB = {
    "job-lost": N_(
        "Arbetet har börjats om {count} gånger, men processen dog varje gång; det görs inte om. "
        "Kontrollera minne och disk, och börja sedan om."
    ),
    "job-failed": N_("Något gick fel i programmet. Driften ser vad i loggen; försök igen."),
    "job-gone": N_("Det som arbetet gällde finns inte längre, eller så får du inte göra det."),
    "disk-full": N_("Disken är full. Ingenting är ändrat. Frigör plats och försök igen."),
}

BACKUP = {
    "backup-exists": N_(
        "Där ligger redan något: {folder}. Ange en mapp som inte finns, till exempel med dagens datum."
    ),
    "not-a-backup": N_("Mappen {folder} är ingen hel säkerhetskopia: manifest.json eller SHA256SUMS saknas."),
    "backup-file-changed": N_(
        "{file} är inte som när säkerhetskopian gjordes. Ingenting är återställt; ta en annan kopia."
    ),
    "backup-file-missing": N_("{file} saknas i säkerhetskopian. Ingenting är återställt; ta en annan kopia."),
    "backup-other-database": N_(
        "Säkerhetskopian är av {database}, men hemmet har {own}. Ange samma slags databas som kopian är av."
    ),
    "backup-newer": N_(
        "Säkerhetskopian är från en nyare version ({program}, {step}). Installera den, och återställ sedan."
    ),
    "restore-needs-empty-home": N_(
        "Hemmet {home} är inte tomt. Med --replace ställs det som finns där undan; inget tas bort."
    ),
    "restore-differs": N_("Det återställda är inte det som säkerhetskopierades: {what}."),
    "restore-aside": N_("Det som fanns i hemmet ligger nu i {folder}."),
    "newer-beside": N_(
        "I hemmet ligger det som säkerhetskopian inte har, och som kan vara nyare än den: {what}."
    ),
    "database-damaged": N_("Databasen är skadad: {cause}. Återställ den senaste säkerhetskopian."),
    "database-program-failed": N_(
        "PostgreSQL:s eget program kunde inte göra sitt: {cause}. Det ligger i paketet postgresql-client, "
        "och ska vara minst av serverns version."
    ),
    "database-refused": N_(
        "Databasen lät inget ställas undan: {cause}. Kontot måste äga schemat public och få skapa scheman. "
        "Inget har ändrats."
    ),
    "home-newer": N_(
        "Hemmet {home} är från en nyare version än den här ({step}). Installera den versionen, "
        "eller återställ en säkerhetskopia från den här."
    ),
    "database-setting": N_(
        "Databasen har {setting} {value}, och ska ha {wanted}: annars kan sparade texter gå förlorade."
    ),
    "database-on-network": N_(
        "Databasen ligger på en nätverksdisk ({cause}, {home}). SQLite kan skadas där: flytta hemmet till "
        "en egen disk, eller använd PostgreSQL."
    ),
    "stray-batch-files": N_(
        "Mappen {folder} hör till ingen sats. Är databasen äldre än filerna, är den återställd ur en gammal "
        "säkerhetskopia? Läs i så fall in filerna igen; annars är mappen resten av en avbruten inläsning "
        "och kan tas bort."
    ),
    "stray-edition": N_(
        "Utgåva {edition} ligger i hemmet men databasen känner den inte. "
        "Är databasen återställd ur en gammal säkerhetskopia? Ta inte bort mappen: den kan vara förseglad."
    ),
}
