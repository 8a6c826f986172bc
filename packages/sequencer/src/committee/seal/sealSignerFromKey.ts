import { addressOfPrivateKey, type Hex, signDigest } from '@mvm/protocol'
import type { SealSigner } from './SealSigner.ts'

/** A signer with its private key in memory. */
export function sealSignerFromKey(privateKey: Hex): SealSigner {
  return {
    address: addressOfPrivateKey(privateKey),
    async sign(digest) {
      const { r, s, yParity } = signDigest(digest, privateKey)
      const words = [r, s].map((value) => value.toString(16).padStart(64, '0')).join('')
      return new Uint8Array([...Buffer.from(words, 'hex'), 27 + yParity])
    },
  }
}
