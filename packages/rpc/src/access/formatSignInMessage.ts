import { getAddress } from 'ethers'
import type { SignInMessage } from './SignInMessage.ts'

/** The text of an EIP-4361 message, which a wallet signs (`personal_sign`). */
export function formatSignInMessage(
  { domain, address, chainId, nonce, issuedAtMs, expiresAtMs, notBeforeMs }: SignInMessage,
  { statement, uri }: { readonly statement: string; readonly uri: string },
): string {
  const time = (name: string, ms: number | null): string[] =>
    ms === null ? [] : [`${name}: ${new Date(ms).toISOString()}`]
  return [
    `${domain} wants you to sign in with your Ethereum account:`,
    getAddress(address),
    '',
    statement,
    '',
    `URI: ${uri}`,
    'Version: 1',
    `Chain ID: ${chainId}`,
    `Nonce: ${nonce}`,
    ...time('Issued At', issuedAtMs),
    ...time('Expiration Time', expiresAtMs),
    ...time('Not Before', notBeforeMs),
  ].join('\n')
}
