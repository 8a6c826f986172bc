import type { RpcLimits } from '../server/RpcLimits.ts'

const QUOTE = 0x22
const COMMA = 0x2c
const BACKSLASH = 0x5c
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

type ShapeLimits = Pick<RpcLimits, 'jsonDepth' | 'jsonValues'>

/**
 * The limit that JSON text exceeds by its shape, if any. Looks at bytes, so that nothing deep is ever parsed, nor a
 * text that takes twenty times its size when it is. Values are counted by their commas and brackets.
 */
export function exceededShape(
  text: Uint8Array,
  { jsonDepth, jsonValues }: ShapeLimits,
): keyof ShapeLimits | null {
  let depth = 0
  let values = 1
  let isInString = false
  for (let i = 0; i < text.length; i++) {
    const byte = text[i]
    if (isInString) {
      if (byte === BACKSLASH) i++
      else if (byte === QUOTE) isInString = false
    } else if (byte === QUOTE) {
      isInString = true
    } else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) {
      values++
      if (++depth > jsonDepth) return 'jsonDepth'
    } else if (byte === COMMA) {
      values++
    } else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) {
      depth--
    }
  }
  return values > jsonValues ? 'jsonValues' : null
}
