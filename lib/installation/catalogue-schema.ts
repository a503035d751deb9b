import { z } from 'zod';

export const AddDataSource = z.object({
  name: z.string().trim().min(1, 'Give it a name.').max(120, 'At most 120 characters.'),
  kind: z.enum(['device', 'app']),
});
export type AddDataSource = z.input<typeof AddDataSource>;

export const ChangeDataSource = z.object({ dataSourceId: z.uuid() });
export type ChangeDataSource = z.input<typeof ChangeDataSource>;
