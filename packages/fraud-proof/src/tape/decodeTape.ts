import { MalformedTapeError } from '../error/MalformedTapeError.ts'
import { LENGTH_BYTES } from './TapeRecorder.ts'

/** The elements of a tape. Throws {@link MalformedTapeError} when it ends inside of one. */
export function decodeTape(tape: Uint8Array): Uint8Array[] {
  const view = new DataView(tape.buffer, tape.byteOffset, tape.length)
  const elements: Uint8Array[] = []
  for (let at = 0; at < tape.length; ) {
    const start = at + LENGTH_BYTES
    const end = start <= tape.length ? start + view.getUint32(at) : Number.POSITIVE_INFINITY
    if (end > tape.length) throw new MalformedTapeError({ offset: at, length: tape.length })
    elements.push(tape.subarray(start, end))
    at = end
  }
  return elements
}
