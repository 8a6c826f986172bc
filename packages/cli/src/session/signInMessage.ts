import { getAddress } from 'ethers'

export interface SignInFields {
  /** JSON-RPC of the DAC. */
  readonly url: string
  readonly address: string
  readonly chainId: number
  readonly nonce: string
  readonly issuedAt: Date
}

/**
 * The text to sign (EIP-4361): our own, around the node's nonce. It names the host that is asked, so that a node that
 * hands another one's nonce on gets no signature that is good there.
 */
export function signInMessage({ url, address, chainId, nonce, issuedAt }: SignInFields): string {
  return [
    `${new URL(url).host} wants you to sign in with your Ethereum account:`,
    getAddress(address),
    '',
    'Read the DAC with the mvm command line.',
    '',
    `URI: ${url}`,
    'Version: 1',
    `Chain ID: ${chainId}`,
    `Nonce: ${nonce}`,
    `Issued At: ${issuedAt.toISOString()}`,
  ].join('\n')
}
