"""`Photo.lease_periods` follows the leases by itself, whoever writes them."""

from django.db import migrations

_FOLLOW = """
CREATE FUNCTION media_copy_leases() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE media_photo SET lease_periods = COALESCE(
        (SELECT jsonb_agg(jsonb_build_object('kind', kind, 'starts_at', starts_at, 'ends_at', ends_at) ORDER BY id)
           FROM media_lease WHERE photo_id = media_photo.id), '[]')
     WHERE id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.photo_id END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.photo_id END);
    RETURN NULL;
END $$;
CREATE TRIGGER media_lease_copied AFTER INSERT OR UPDATE OR DELETE ON media_lease
    FOR EACH ROW EXECUTE FUNCTION media_copy_leases();
"""
_STOP = "DROP TRIGGER media_lease_copied ON media_lease; DROP FUNCTION media_copy_leases();"


class Migration(migrations.Migration):
    dependencies = [("media", "0001_initial")]
    operations = [migrations.RunSQL(_FOLLOW, _STOP)]
