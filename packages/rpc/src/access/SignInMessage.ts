import type { Address } from '@mvm/protocol'

/** What an EIP-4361 message says, as far as it decides anything here. */
export interface SignInMessage {
  /** RFC 3986 authority of who asks for the signature. */
  readonly domain: string
  readonly address: Address
  readonly chainId: number
  readonly nonce: string
  readonly issuedAtMs: number
  readonly expiresAtMs: number | null
  readonly notBeforeMs: number | null
}
