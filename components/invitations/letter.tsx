import { Card } from '@/components/ui/card';
import { Time } from '@/components/ui/time';
import { partsOf, type Mail } from '@/lib/mail/mail';

export function Letter({ letter }: { letter: Mail }) {
  return (
    <Card
      title={letter.subject}
      description={
        <>
          to <span className="break-all">{letter.toAddress}</span> · <Time at={letter.createdAt} />
        </>
      }
    >
      <p className="break-words whitespace-pre-line">
        {partsOf(letter.bodyText).map(({ text, isLink }, index) =>
          isLink ? (
            <a key={index} href={text} className="link break-all">
              {text}
            </a>
          ) : (
            text
          ),
        )}
      </p>
    </Card>
  );
}
