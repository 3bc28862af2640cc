//! Databases of earlier versions, with data in them.

use crate::postgres;
use crate::room::Room;
use newsdesk::desk::{Asker, ChannelId, GuildId, MemberId, Place, Store as _};
use newsdesk::store::SqlStore;
use secrecy::ExposeSecret as _;
use sqlx::migrate::Migrator;
use sqlx::{AnyConnection, Connection as _};

static SQLITE: Migrator = sqlx::migrate!("src/store/migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("src/store/migrations/postgres");

const READER: Asker = Asker { member: MemberId(1), place: Place { guild: Some(GuildId(10)), channel: ChannelId(100) } };

/// What version 1 held: two texts of a page, an alias, a request.
const FILLED: &str = "
    INSERT INTO article (id, origin, name, text, text_hash, stated, read_at, checked_at, supersedes, search) VALUES
        (1, 'page', 'https://example.com/a', 'old words', HASH1, '', 1000, 2000, NULL, 'https://example.com/a'),
        (7, 'page', 'https://example.com/a', 'new words', HASH2, '', 3000, 4000, 1, 'https://example.com/a');
    INSERT INTO alias VALUES ('https://example.com/a?x', 'https://example.com/a');
    INSERT INTO request (article, channel, member, guild, asked_at) VALUES (7, 100, 1, 10, 5000);";

async fn fill(address: &str, migrations: &Migrator, [one, two]: [&str; 2]) {
    sqlx::any::install_default_drivers();
    let mut connection = AnyConnection::connect(address).await.unwrap();
    migrations.run_to(1, &mut connection).await.unwrap();
    let statements = FILLED.replace("HASH1", one).replace("HASH2", two);
    sqlx::raw_sql(sqlx::AssertSqlSafe(statements)).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

async fn assert_kept(store: &SqlStore) {
    let article = store.page("https://example.com/a?x").await.unwrap().unwrap();
    assert_eq!((article.id.0, article.text.as_str()), (7, "new words"));
    assert_eq!(article.supersedes.map(|id| id.0), Some(1));
    assert_eq!(store.articles(READER, "EXAMPLE", 9, 0).await.unwrap().len(), 1);
    assert_eq!(store.count_articles(READER).await.unwrap(), 1);
}

#[tokio::test]
async fn a_file_of_version_1_keeps_its_articles_and_takes_comments() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("old.db");
    fill(&format!("sqlite://{}?mode=rwc", file.display()), &SQLITE, ["x'01'", "x'02'"]).await;
    let store = SqlStore::open(&file).await.unwrap();
    assert_kept(&store).await;
    let room = Room::on(store.clone()).await;
    room.submit(1).await;
    store.close().await;
    assert_kept(&SqlStore::open(&file).await.unwrap()).await;
}

#[tokio::test]
async fn a_postgresql_database_of_version_1_keeps_its_articles_and_takes_comments() {
    let Some(address) = tokio::task::spawn_blocking(postgres::new_database).await.unwrap() else { return };
    fill(address.expose_secret(), &POSTGRES, [r"'\x01'", r"'\x02'"]).await;
    let store = SqlStore::connect(&address).await.unwrap();
    assert_kept(&store).await;
    // The numbers were given by hand; in earnest the database gave them out.
    store.close().await;
    assert_kept(&SqlStore::connect(&address).await.unwrap()).await;
}

#[tokio::test]
async fn the_first_migration_is_the_one_that_was_released() {
    let first = SQLITE.iter().find(|migration| migration.version == 1).unwrap();
    assert_eq!(
        hex::encode(&*first.checksum),
        "2817f9dcbb19fc5e4730eb3e395a8c1beafe27a6d7ca13faa08ef53c7d10f0667e2fbfebec84681d52b6cf72609fcece",
        "a released migration never changes: databases remember its checksum"
    );
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("new.db");
    SqlStore::open(&file).await.unwrap().close().await;
    let mut connection = AnyConnection::connect(&format!("sqlite://{}", file.display())).await.unwrap();
    sqlx::raw_sql(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (999, 'later', 1, x'00', 0)",
    )
    .execute(&mut connection)
    .await
    .unwrap();
    connection.close().await.unwrap();
    assert!(matches!(SqlStore::open(&file).await, Err(newsdesk::store::OpenStoreError::Migrate(_))));
}
