import { seedDemo } from '../prisma/seed/seed.ts';

/** Runs with the server's environment: demo data is written by the same code, role and keys as real data. */
await seedDemo({ log: (line) => console.log(line) });
process.exit(0);
