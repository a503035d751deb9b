import { parentPort, workerData } from 'node:worker_threads';
import { playMonth, type Month } from './views';

/** One lane of the month, with a connection and a clock of its own. */
void playMonth(workerData as Month).then(() => parentPort?.postMessage('played'));
