/** @type {import('next').NextConfig} */
export default {
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  typedRoutes: true,
  poweredByHeader: false,
  images: { unoptimized: true },
  experimental: { authInterrupts: true },
  serverExternalPackages: ['pino', 'pg', '@prisma/adapter-pg'],
  // Static checks run in `npm run check`; doing them again in the build doubles its time.
  typescript: { ignoreBuildErrors: true },
};
