/** Five words from 0 on: hash, r and s of a wrong signature on P-256, and the curve's base point as its key. */
const SIGNATURE = [
  ...['01', '01', '01'].map((digits) => digits.padStart(64, '0')),
  '6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296',
  '4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
]
  .map((word, i) => `7f${word}60${(32 * i).toString(16).padStart(2, '0')}52`)
  .join('')

/** Code that does nothing but spend: loops, memory, hashes, precompiles, calls to itself, creations. */
export const bombs: Readonly<Record<string, `0x${string}`>> = {
  loop: '0x5b5f56',
  gas: '0x5b5a505f56',
  memory: '0x5b6107d05901525f56',
  hash: '0x5b620100005f20505f56',
  signatures: `0x${SIGNATURE}5b5f5f60a05f6101005afa5060b456`,
  pairings: '0x5b5f5f6101805f60085afa505f56',
  recovery: '0x5b5f5f60805f60015afa505f56',
  copies: '0x5b5f5f620100005f60045afa505f56',
  recursion: '0x5f5f5f5f5f305af1',
  widening: '0x5b5f5f5f5f5f305af1505f56',
  creations: '0x5b5f5f5ff0505f56',
  storage: '0x5b5a5a555f56',
  logs: '0x5b6110005fa05f56',
}
