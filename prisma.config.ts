import { defineConfig } from 'prisma/config';

/**
 * For Prisma's own commands. Nothing of Wellkept reads it at run time: scripts/migrate.ts applies the migrations.
 * `prisma migrate deploy` works too, with an administrator's address in DATABASE_URL that ends in
 * `?options=-c%20role%3Dwellkept_owner`.
 */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? '' },
});
