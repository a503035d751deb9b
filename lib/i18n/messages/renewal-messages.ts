import { inBothLanguages } from '../in-both-languages';

/** What patients read of sharing that ends soon. */
export const renewalMessages = inBothLanguages(
  {
    title: '{count, plural, one {# kind of data ends soon} other {# kinds of data end soon}}',
    end: '{thing}, {study}: until <when></when>',
    text: 'To keep sharing, choose a new end. To let it end, you need do nothing.',
    keep: 'Keep sharing',
  },
  {
    title: '{count, plural, one {# tipo de dato termina pronto} other {# tipos de dato terminan pronto}}',
    end: '{thing}, {study}: hasta el <when></when>',
    text: 'Para seguir, elija otra fecha final. Para que termine, no haga nada.',
    keep: 'Seguir compartiendo',
  },
);
