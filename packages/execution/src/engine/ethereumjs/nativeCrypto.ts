import { createHash } from 'node:crypto'
import type { CustomCrypto } from '@ethereumjs/common'
import { keccak256 } from '@mvm/protocol'
import secp256k1 from 'secp256k1'
import { verifyKzgProof } from './verifyKzgProof.ts'

/**
 * What EthereumJS computes in JavaScript by default, in native code or WebAssembly, and the KZG library that
 * it leaves to its users.
 */
export const nativeCrypto: CustomCrypto = {
  keccak256,
  sha256: (message) => createHash('sha256').update(message).digest(),
  // The precompile has checked that v is 27 or 28; a failure is thrown, as it expects.
  ecrecover: (digest, v, r, s) => {
    const signature = new Uint8Array(64)
    signature.set(r, 0)
    signature.set(s, 32)
    return secp256k1.ecdsaRecover(signature, Number(v - 27n), digest, false).subarray(1)
  },
  // The point evaluation precompile, which is the only one to use it, verifies proofs and nothing else.
  kzg: { verifyProof: verifyKzgProof } as unknown as NonNullable<CustomCrypto['kzg']>,
}
