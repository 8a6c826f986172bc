import { readWhole } from './readWhole.ts'

/** Whole numbers with commas between them. */
export function readIds(text: string): readonly number[] {
  return text.split(',').map(readWhole)
}
