import { RLP } from '@ethereumjs/rlp'
import {
  addressOfPrivateKey,
  decodeTransaction,
  encodeTransaction,
  InvalidTransactionError,
  type InvalidTransactionReason,
  signTransaction,
  toHex,
} from '@mvm/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { arbitraryUnsigned } from './arbitraryUnsigned.ts'
import { byEthers, isAcceptableToEthers } from './byEthers.ts'
import { base, CHAIN_ID, KEY, unsigned } from './sampleTransactions.ts'

const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n

function reasonOf(raw: Uint8Array, chainId: number | 'any' = CHAIN_ID): InvalidTransactionReason {
  try {
    decodeTransaction(raw, { chainId })
  } catch (error) {
    if (error instanceof InvalidTransactionError) return error.reason
    throw error
  }
  throw new Error(`${toHex(raw)} decodes`)
}

/** The fields of an encoding as nested byte strings, to be changed and encoded again. */
function fieldsOf(raw: Uint8Array): { prefix: number[]; fields: Field[] } {
  const prefix = (raw[0] as number) < 0xc0 ? [raw[0] as number] : []
  return { prefix, fields: RLP.decode(raw.subarray(prefix.length)) as Field[] }
}
type Field = Uint8Array | Field[]

function withField(raw: Uint8Array, index: number, field: Field | bigint): Uint8Array {
  const { prefix, fields } = fieldsOf(raw)
  const changed: (Field | bigint)[] = [...fields]
  changed[index < 0 ? fields.length + index : index] = field
  return Uint8Array.from([...prefix, ...RLP.encode(changed)])
}

describe('a transaction that is signed here', () => {
  test.each(unsigned)('of type $type is decoded as it was signed', (fields) => {
    const signed = signTransaction(fields, KEY)
    expect(decodeTransaction(encodeTransaction(signed), { chainId: CHAIN_ID })).toEqual(signed)
    expect(signed.signer).toBe(addressOfPrivateKey(KEY))
  })

  test('has the encoding, hash and signer that ethers gives it', () => {
    fc.assert(
      fc.property(arbitraryUnsigned.filter(isAcceptableToEthers), (fields) => {
        const signed = signTransaction(fields, KEY)
        const ethers = byEthers(fields)
        expect(toHex(encodeTransaction(signed))).toBe(ethers.serialized)
        expect(signed.hash).toBe(ethers.hash)
        expect(signed.signer).toBe(ethers.from?.toLowerCase())
      }),
      { seed: 1, numRuns: 300 },
    )
  })

  test('survives encoding and decoding for any fields', () => {
    fc.assert(
      fc.property(arbitraryUnsigned, (fields) => {
        const signed = signTransaction(fields, KEY)
        const raw = encodeTransaction(signed)
        expect(decodeTransaction(raw, { chainId: fields.chainId })).toEqual(signed)
      }),
      { seed: 2, numRuns: 500 },
    )
  })
})

describe('a transaction is refused', () => {
  const raws = unsigned.map((fields) => encodeTransaction(signTransaction(fields, KEY)))
  const [legacy, accessList, feeMarket, setCode] = raws as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ]

  test('when it has no bytes', () => expect(reasonOf(new Uint8Array())).toBe('EMPTY'))

  test('when it is longer than 60 KiB, and not when it is exactly that long', () => {
    const overhead =
      encodeTransaction(
        signTransaction({ ...base, type: 0, gasPrice: 3n, data: new Uint8Array(61_000) }, KEY),
      ).length - 61_000
    const sized = (size: number) =>
      encodeTransaction(
        signTransaction(
          { ...base, type: 0, gasPrice: 3n, data: new Uint8Array(size - overhead) },
          KEY,
        ),
      )
    expect(decodeTransaction(sized(61_440), { chainId: CHAIN_ID }).size).toBe(61_440)
    expect(reasonOf(sized(61_441))).toBe('TOO_LARGE')
  })

  test.each([0, 3, 5, 0x7e, 0x7f, 0x80, 0xbf])('when its first byte is %i', (first) => {
    expect(reasonOf(Uint8Array.of(first, ...feeMarket.subarray(1)))).toBe('UNSUPPORTED_TYPE')
  })

  test('when it is meant for another chain', () => {
    for (const raw of raws) expect(reasonOf(raw, CHAIN_ID - 1)).toBe('WRONG_CHAIN_ID')
    expect(reasonOf(withField(feeMarket, 0, (1n << 256n) - 1n), 'any')).toBe('WRONG_CHAIN_ID')
    expect(reasonOf(withField(feeMarket, 0, 1n << 256n), 'any')).toBe('MALFORMED_RLP')
  })

  test('when it is legacy without a chain id', () => {
    expect(reasonOf(withField(legacy, 6, 27n))).toBe('NOT_REPLAY_PROTECTED')
    expect(reasonOf(withField(legacy, 6, 28n))).toBe('NOT_REPLAY_PROTECTED')
    for (const v of [0n, 1n, 26n, 29n, 34n]) {
      expect(reasonOf(withField(legacy, 6, v))).toBe('SIGNATURE_OUT_OF_RANGE')
    }
  })

  test('when its nonce is 2^64 - 1', () => {
    expect(reasonOf(withField(legacy, 0, (1n << 64n) - 1n))).toBe('NONCE_TOO_HIGH')
    expect(reasonOf(withField(feeMarket, 1, (1n << 64n) - 1n))).toBe('NONCE_TOO_HIGH')
    expect(reasonOf(withField(feeMarket, 1, 1n << 64n))).toBe('MALFORMED_RLP')
    expect(
      decodeTransaction(withField(feeMarket, 1, (1n << 64n) - 2n), { chainId: CHAIN_ID }).nonce,
    ).toBe((1n << 64n) - 2n)
  })

  test('when its gas limit is above 2^24', () => {
    expect(reasonOf(withField(feeMarket, 4, (1n << 24n) + 1n))).toBe('GAS_LIMIT_TOO_HIGH')
    expect(reasonOf(withField(feeMarket, 4, (1n << 64n) - 1n))).toBe('GAS_LIMIT_TOO_HIGH')
    expect(reasonOf(withField(feeMarket, 4, 1n << 64n))).toBe('MALFORMED_RLP')
    expect(
      decodeTransaction(withField(feeMarket, 4, 1n << 24n), { chainId: CHAIN_ID }).gasLimit,
    ).toBe(1n << 24n)
  })

  test('when a price or the value has more than 256 bits', () => {
    for (const index of [2, 3, 6]) {
      expect(reasonOf(withField(feeMarket, index, 1n << 256n))).toBe('MALFORMED_RLP')
    }
  })

  test('when r or s is out of range', () => {
    for (const raw of raws) {
      for (const index of [-1, -2]) {
        for (const value of [0n, ORDER, (1n << 256n) - 1n]) {
          expect(reasonOf(withField(raw, index, value))).toBe('SIGNATURE_OUT_OF_RANGE')
        }
        expect(reasonOf(withField(raw, index, 1n << 256n))).toBe('MALFORMED_RLP')
      }
    }
  })

  test('when s is high, whatever the parity', () => {
    for (const raw of raws) {
      const { s, yParity } = decodeTransaction(raw, { chainId: CHAIN_ID })
      const flippedV =
        raw === legacy ? BigInt(CHAIN_ID) * 2n + 36n - BigInt(yParity) : BigInt(1 - yParity)
      const high = withField(withField(raw, -1, ORDER - s), -3, flippedV)
      expect(reasonOf(high)).toBe('SIGNATURE_HIGH_S')
    }
    expect(reasonOf(withField(feeMarket, -1, (ORDER >> 1n) + 1n))).toBe('SIGNATURE_HIGH_S')
  })

  test('when its parity is neither 0 nor 1', () => {
    for (const raw of [accessList, feeMarket, setCode]) {
      expect(reasonOf(withField(raw, -3, 2n))).toBe('SIGNATURE_OUT_OF_RANGE')
      expect(reasonOf(withField(raw, -3, 255n))).toBe('SIGNATURE_OUT_OF_RANGE')
      expect(reasonOf(withField(raw, -3, 256n))).toBe('MALFORMED_RLP')
    }
  })

  test('when no key can have made its signature', () => {
    // 5 is no x-coordinate of secp256k1.
    expect(reasonOf(withField(feeMarket, -2, 5n))).toBe('SIGNATURE_UNRECOVERABLE')
  })

  test('when it has a field too few or too many', () => {
    for (const raw of raws) {
      const { prefix, fields } = fieldsOf(raw)
      for (const changed of [fields.slice(0, -1), [...fields, new Uint8Array()], []]) {
        expect(reasonOf(Uint8Array.from([...prefix, ...RLP.encode(changed)]))).toBe('MALFORMED_RLP')
      }
    }
  })

  test('when bytes follow it or are missing at its end', () => {
    for (const raw of raws) {
      expect(reasonOf(Uint8Array.from([...raw, 0]))).toBe('MALFORMED_RLP')
      for (let length = 1; length < raw.length; length++) {
        expect(reasonOf(raw.subarray(0, length))).toBe('MALFORMED_RLP')
      }
    }
  })

  test('when `to` is neither empty nor 20 bytes', () => {
    for (const length of [1, 19, 21, 32]) {
      expect(reasonOf(withField(legacy, 3, new Uint8Array(length).fill(1)))).toBe('MALFORMED_RLP')
      expect(reasonOf(withField(feeMarket, 5, new Uint8Array(length).fill(1)))).toBe(
        'MALFORMED_RLP',
      )
    }
    expect(reasonOf(withField(feeMarket, 5, []))).toBe('MALFORMED_RLP')
  })

  test('when it sets code and creates a contract, or authorizes nothing', () => {
    expect(reasonOf(withField(setCode, 5, new Uint8Array()))).toBe('MALFORMED_RLP')
    expect(reasonOf(withField(setCode, 9, []))).toBe('SET_CODE_WITHOUT_AUTHORIZATIONS')
  })

  test('when an authorization leaves the bounds of EIP-7702', () => {
    const { fields } = fieldsOf(setCode)
    const tuple = (fields[9] as Field[])[0] as Field[]
    const over = [1n << 256n, 1n << 160n, 1n << 64n, 1n << 8n, 1n << 256n, 1n << 256n]
    over.forEach((value, index) => {
      const changed: (Field | bigint)[] = [...tuple]
      changed[index] = value
      expect(reasonOf(withField(setCode, 9, [changed as Field[]]))).toBe('MALFORMED_RLP')
    })
    expect(reasonOf(withField(setCode, 9, [tuple.slice(0, 5)]))).toBe('MALFORMED_RLP')
    expect(reasonOf(withField(setCode, 9, [[...tuple, new Uint8Array()]]))).toBe('MALFORMED_RLP')
    // At the bounds it is form alone that counts: the tuple need not be a signature.
    const atBounds = [
      (1n << 256n) - 1n,
      tuple[1],
      (1n << 64n) - 1n,
      255n,
      (1n << 256n) - 1n,
      (1n << 256n) - 1n,
    ]
    const decoded = decodeTransaction(withField(setCode, 9, [atBounds as Field[]]), {
      chainId: CHAIN_ID,
    })
    expect(decoded.type === 4 && decoded.authorizationList[0]?.yParity).toBe(255)
  })

  test('when an access list is not of addresses and words', () => {
    const word = new Uint8Array(32)
    const address = new Uint8Array(20)
    for (const list of [
      [address],
      [[address]],
      [[address, word]],
      [[address, [address]]],
      [[word, [word]]],
      [[address, [word], word]],
      word,
    ]) {
      expect(reasonOf(withField(feeMarket, 8, list as Field))).toBe('MALFORMED_RLP')
    }
  })
})

describe('of any bytes', () => {
  test('whatever decodes encodes to the same bytes, and all else is refused with a reason', () => {
    const samples = unsigned.map((fields) => encodeTransaction(signTransaction(fields, KEY)))
    let decoded = 0
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(fc.record({ at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) }), {
          minLength: 1,
          maxLength: 2,
        }),
        (sample, changes) => {
          const raw = Uint8Array.from(sample)
          for (const { at, byte } of changes) raw[at % raw.length] = byte
          let transaction: ReturnType<typeof decodeTransaction>
          try {
            transaction = decodeTransaction(raw, { chainId: 'any' })
          } catch (error) {
            expect(error).toBeInstanceOf(InvalidTransactionError)
            return
          }
          decoded++
          expect(toHex(encodeTransaction(transaction))).toBe(toHex(raw))
        },
      ),
      { seed: 3, numRuns: 5_000 },
    )
    expect(decoded).toBeGreaterThan(1_000)
  })

  test('it never throws anything but InvalidTransactionError on noise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (raw) => {
        expect(() => decodeTransaction(raw, { chainId: 'any' })).toThrow(InvalidTransactionError)
      }),
      { seed: 4, numRuns: 3_000 },
    )
  })
})
