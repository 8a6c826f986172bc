import { type Address, keccak256, recoverAddress } from '@mvm/protocol'
import type { SealSigner } from '@mvm/sequencer'

/** Length of a signature in hexadecimal. */
const SIGNATURE_LENGTH = 130

/**
 * Text with the signature before it, as it goes over a wire. Whose it is can be told from the bytes, before anything is
 * made of the text: what JSON makes of a stranger's megabytes takes seconds.
 */
export const signedText = {
  /** @param domain what is signed begins with this line, and nothing that is signed elsewhere does */
  async encode(domain: string, text: string, signer: SealSigner): Promise<string> {
    const signature = await signer.sign(digestOf(domain, new TextEncoder().encode(text)))
    return `${Buffer.from(signature).toString('hex')}${text}`
  },

  /** Who has signed; `undefined` when nobody has. */
  signerOf(domain: string, data: Uint8Array): Address | undefined {
    const digits = Buffer.from(data.subarray(0, SIGNATURE_LENGTH)).toString('latin1')
    const signature = new Uint8Array(Buffer.from(digits, 'hex'))
    const parity = (signature[64] ?? 0) - 27
    if (signature.length !== 65 || (parity !== 0 && parity !== 1)) return undefined
    return recoverAddress(digestOf(domain, textOf(data)), signature.subarray(0, 64), parity)
  },

  /** The bytes of the text. */
  textOf,
} as const

function textOf(data: Uint8Array): Uint8Array {
  return data.subarray(SIGNATURE_LENGTH)
}

function digestOf(domain: string, text: Uint8Array): Uint8Array {
  return keccak256(Buffer.concat([Buffer.from(`${domain}\n`), text]))
}
