import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wireText } from '../../src/peer/wireText.ts'

const decode = (text: string) => wireText.decode(Buffer.from(text))

test('what was written is read, integers and bytes too', () => {
  const leaf = fc.oneof(
    ...[fc.string(), fc.boolean(), fc.constant(null), fc.maxSafeInteger()],
    fc.bigInt({ min: -(2n ** 256n), max: 2n ** 256n }),
    fc.uint8Array(),
  )
  const names = fc.string().filter((name) => !/^(__proto__|\$[nb])$/.test(name))
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('value')),
      fc.dictionary(names, tie('value'), { noNullPrototype: true }),
    ),
  }))
  fc.assert(
    fc.property(value, (original) => {
      expect(decode(wireText.encode([original]))).toEqual([original])
    }),
    { seed: 20_261_121, numRuns: 500 },
  )
})

test('what takes long to read for its shape is not read', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
  expect(decode(nested(16))).toBeDefined()
  expect(() => decode(nested(17))).toThrow(SyntaxError)
  const many = (count: number) => `[${'0,'.repeat(count - 2)}0]`
  expect(decode(many(300_000))).toHaveLength(299_999)
  expect(() => decode(many(300_001))).toThrow(SyntaxError)
  expect(() => decode(`{"$n":"${'9'.repeat(81)}"}`)).toThrow(SyntaxError)
})

test('nothing is given a prototype of its own', () => {
  expect(() => decode('{"a":{"__proto__":{"$b":""}}}')).toThrow(SyntaxError)
})
