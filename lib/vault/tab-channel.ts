import 'client-only';
import type { SealedHalf } from './vault-protocol';

/** What tabs of one browser tell each other. The half is useless without the key that stays in IndexedDB. */
type Message =
  | { about: 'unlocked'; userId: string; half: SealedHalf }
  | { about: 'locked' }
  | { about: 'signed-out' }
  | { about: 'asking'; userId: string };

type Listeners = {
  onUnlocked: (userId: string, half: SealedHalf) => void;
  onLocked: () => void;
  onSignedOut: () => void;
  /** Another tab asks for the half that this one has. */
  halfFor: (userId: string) => SealedHalf | null;
};

export class TabChannel {
  readonly #channel = new BroadcastChannel('wellkept-vault');

  constructor(listeners: Listeners) {
    this.#channel.onmessage = ({ data }: MessageEvent<Message>) => this.#receive(data, listeners);
  }

  tell(message: Message): void {
    this.#channel.postMessage(message);
  }

  close(): void {
    this.#channel.close();
  }

  #receive(message: Message, listeners: Listeners): void {
    switch (message.about) {
      case 'unlocked':
        listeners.onUnlocked(message.userId, message.half);
        return;
      case 'locked':
        listeners.onLocked();
        return;
      case 'signed-out':
        listeners.onSignedOut();
        return;
      case 'asking': {
        const half = listeners.halfFor(message.userId);
        if (half) this.tell({ about: 'unlocked', userId: message.userId, half });
        return;
      }
      default:
        message satisfies never;
    }
  }
}
