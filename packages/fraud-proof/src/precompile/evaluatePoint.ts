import { fromHex, toBigInt } from '@mvm/protocol'
import { bls12_381 } from '@noble/curves/bls12-381.js'
import { sha256 } from '@noble/hashes/sha2.js'

const { G1, G2, fields } = bls12_381
const { Fp12, Fr } = fields
type G1Point = typeof G1.Point.ZERO

const INPUT = 192
const VERSION = 0x01
const FIELD_ELEMENTS_PER_BLOB = 4096n

/** The secret's power 1 in G2, of the ceremony of EIP-4844's trusted setup. */
const TAU_G2 =
  '0xb5bfd7dd8cdeb128843bc287230af38926187075cbfbefa81009a2ce615ac53d2914e5870cb452d2afaaab24f3499f72' +
  '185cbfee53492714734429b7b38608e23926c911cceceac9a36851477ba4c60b087041de621000edc98edada20c1def2'
/** Read when first asked for: to check that it is in the group takes longer than to load this package. */
let tau: typeof G2.Point.ZERO | undefined

/** POINT_EVALUATION (EIP-4844): whether a blob's polynomial has a value at a point. Fails if it does not. */
export function evaluatePoint(input: Uint8Array): Uint8Array | null {
  if (input.length !== INPUT) return null
  const commitment = input.subarray(96, 144)
  const versionedHash = sha256(commitment)
  versionedHash[0] = VERSION
  if (Buffer.compare(versionedHash, input.subarray(0, 32)) !== 0) return null
  const [z, y] = [toBigInt(input.subarray(32, 64)), toBigInt(input.subarray(64, 96))]
  if (z >= Fr.ORDER || y >= Fr.ORDER) return null
  const [point, proof] = [g1(commitment), g1(input.subarray(144))]
  if (point === null || proof === null || !isProven(point, proof, z, y)) return null
  const words = [FIELD_ELEMENTS_PER_BLOB, Fr.ORDER]
  const hex = words.map((word) => word.toString(16).padStart(64, '0')).join('')
  return new Uint8Array(Buffer.from(hex, 'hex'))
}

/** e(commitment - [y], -[1]) · e(proof, [τ - z]) is 1. */
function isProven(commitment: G1Point, proof: G1Point, z: bigint, y: bigint): boolean {
  const valueless = y === 0n ? commitment : commitment.subtract(G1.Point.BASE.multiplyUnsafe(y))
  tau ??= G2.Point.fromBytes(fromHex(TAU_G2))
  const shifted = z === 0n ? tau : tau.subtract(G2.Point.BASE.multiplyUnsafe(z))
  const pairs = [
    { g1: valueless, g2: G2.Point.BASE.negate() },
    { g1: proof, g2: shifted },
  ].filter((pair) => !pair.g1.is0() && !pair.g2.is0())
  return pairs.length === 0 || Fp12.eql(bls12_381.pairingBatch(pairs), Fp12.ONE)
}

/** A compressed point of the group; `null` for what is none, for which the library throws. */
function g1(bytes: Uint8Array): G1Point | null {
  try {
    return G1.Point.fromBytes(bytes)
  } catch {
    return null
  }
}
