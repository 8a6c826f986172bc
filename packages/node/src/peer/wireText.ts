/** JSON that keeps integers without limit and bytes: `{"$n":"12"}` and `{"$b":"<base64>"}`. */
export const wireText = {
  encode(value: unknown): string {
    return JSON.stringify(value, (_, field: unknown) => {
      if (typeof field === 'bigint') return { $n: String(field) }
      // `Buffer` would have become an object by now.
      return field instanceof Uint8Array ? { $b: Buffer.from(field).toString('base64') } : field
    })
  },

  /** Throws SyntaxError for what is no such text. */
  decode(text: string): unknown {
    return JSON.parse(text, (_, field: unknown) => {
      if (typeof field !== 'object' || field === null) return field
      if ('$n' in field && typeof field.$n === 'string') return toInteger(field.$n)
      if ('$b' in field && typeof field.$b === 'string') {
        return new Uint8Array(Buffer.from(field.$b, 'base64'))
      }
      return field
    })
  },
} as const

/** No figure of the protocol is longer, and long ones take long to read. */
const MAX_DIGITS = 80

function toInteger(text: string): bigint {
  if (text.length > MAX_DIGITS || !/^-?\d+$/.test(text)) {
    throw new SyntaxError('a wire message holds what is no integer')
  }
  return BigInt(text)
}
