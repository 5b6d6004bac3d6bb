-- Those who take part and come from none of the services: parents, youth, politicians, volunteers. They were counted as
-- «Annen tjeneste», or as the school they are parents at.

INSERT OR IGNORE INTO service_kinds (id, name, shape, position) VALUES ('outside', 'Utenfor tjenestene', 'hourglass', 10);
UPDATE service_kinds SET position = 11 WHERE id = 'other' AND position = 10;
