/** A failure that the person at the terminal can act on: printed as one sentence, without a stack. */
export class PlainError extends Error {}

/** Runs a command's main function; a PlainError becomes one sentence, anything else is a bug with its stack. */
export async function runCommand(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
