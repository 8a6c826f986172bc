import { InvalidArgumentError } from 'commander'

/** Bytes that the SequencerPool keeps. */
const MAX_BYTES = 256

/** Where a node is reached, or `null` for `none`. */
export function readEndpoint(text: string): string | null {
  if (text === 'none') return null
  const url = URL.parse(text)
  if (url?.protocol !== 'ws:' && url?.protocol !== 'wss:') {
    throw new InvalidArgumentError('It has to be a ws:// or wss:// URL, or none.')
  }
  if (Buffer.byteLength(text) > MAX_BYTES) {
    throw new InvalidArgumentError(`It has more than ${MAX_BYTES} bytes.`)
  }
  return text
}
