import { Kind } from '../../src/index.ts'
import type { SampledClass } from './ClassSample.ts'

/** How many classes of steps there are at least: to be raised when programs or blocks are added that lead to more. */
const least: Readonly<Record<keyof typeof Kind, number>> = {
  BLOCK_BEGIN: 16,
  TX_NEXT: 10,
  TX_CHECK: 33,
  TX_TAX: 7,
  TX_LISTS: 27,
  CALL_ENTER: 53,
  CREATE_ENTER: 135,
  EXEC: 390,
  COPY: 25,
  KECCAK: 37,
  PRECOMPILE: 40,
  FRAME_EXIT: 40,
  TX_FINALIZE: 27,
  TX_DESTRUCT: 3,
  TX_RECEIPT: 4,
  BLOCK_END: 2,
  HALT: 1,
}

/** The kinds of which there are fewer classes than were known, in words. */
export function missingClasses(classes: readonly SampledClass[]): string[] {
  return Object.entries(least).flatMap(([name, known]) => {
    const kind = Kind[name as keyof typeof Kind]
    const count = classes.filter(({ steps }) => steps[0]?.state.kind === kind).length
    return count < known ? [`${count} classes of ${name}, and not ${known}`] : []
  })
}
