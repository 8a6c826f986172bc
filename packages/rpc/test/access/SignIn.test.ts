import { Wallet } from 'ethers'
import fc from 'fast-check'
import { createSiweMessage } from 'viem/siwe'
import { describe, expect, it } from 'vitest'
import { parseSignInMessage } from '../../src/access/parseSignInMessage.ts'
import { NONCE_MS, SESSION_MS, SignIn } from '../../src/access/SignIn.ts'
import { alice, bob } from '../dac/testAccounts.ts'

const dac = { chainId: 1_088_001, slug: 'acme' }
const wallet = new Wallet(alice.key)
const secret = new Uint8Array(32).fill(7)

function subject(
  options: { readonly domains?: readonly string[]; readonly maxUsedNonces?: number } = {},
) {
  const clock = { nowMs: 1_800_000_000_000 }
  return { clock, signIn: new SignIn({ ...options, secret, nowMs: () => clock.nowMs }) }
}

/** A message as a kept-up library writes it, around a nonce of ours. */
function messageOf(signIn: SignIn, fields: Partial<Parameters<typeof createSiweMessage>[0]> = {}) {
  return createSiweMessage({
    address: wallet.address as `0x${string}`,
    chainId: dac.chainId,
    domain: 'acme.localhost:8545',
    nonce: signIn.challenge(dac, alice.address).nonce,
    uri: 'http://acme.localhost:8545/login',
    version: '1',
    issuedAt: new Date(1_800_000_000_000),
    ...fields,
  })
}

describe('signing in', () => {
  it('gives a session for the message that the node makes', async () => {
    const { signIn, clock } = subject()
    const { message } = signIn.challenge(dac, alice.address)
    const session = signIn.begin(dac.chainId, message, await wallet.signMessage(message))
    expect(session).toMatchObject({
      address: alice.address,
      expiresAtMs: clock.nowMs + SESSION_MS,
    })
    expect(signIn.sessionOf(dac.chainId, session.token)).toEqual(session)
  })

  it('takes what another implementation of EIP-4361 writes, with and without its optional fields', async () => {
    const optional = [
      {},
      { statement: 'I want to read.' },
      { scheme: 'https', requestId: '42', resources: ['ipfs://a', 'https://b.example/c'] },
      { notBefore: new Date(1_799_999_999_000), expirationTime: new Date(1_800_000_060_000) },
    ]
    for (const fields of optional) {
      const { signIn } = subject()
      const message = messageOf(signIn, fields)
      const { address } = signIn.begin(dac.chainId, message, await wallet.signMessage(message))
      expect(address).toBe(alice.address)
    }
  })

  it('ends with the message itself where that ends first', async () => {
    const { signIn, clock } = subject()
    const message = messageOf(signIn, { expirationTime: new Date(clock.nowMs + 60_000) })
    const { token } = signIn.begin(dac.chainId, message, await wallet.signMessage(message))
    clock.nowMs += 59_999
    expect(signIn.sessionOf(dac.chainId, token)).not.toBeNull()
    clock.nowMs += 1
    expect(signIn.sessionOf(dac.chainId, token)).toBeNull()
  })

  it('refuses a nonce twice, after its time, and from elsewhere', async () => {
    const { signIn, clock } = subject()
    const message = messageOf(signIn)
    const signature = await wallet.signMessage(message)
    signIn.begin(dac.chainId, message, signature)
    expect(() => signIn.begin(dac.chainId, message, signature)).toThrow('nonce was used')
    const late = messageOf(signIn)
    const lateSignature = await wallet.signMessage(late)
    clock.nowMs += NONCE_MS
    expect(() => signIn.begin(dac.chainId, late, lateSignature)).toThrow('too old')
    const others = [
      'abcdefgh12345678',
      new SignIn().challenge(dac, alice.address).nonce,
      signIn.challenge({ ...dac, chainId: 5 }, alice.address).nonce,
    ]
    for (const nonce of others) {
      const text = messageOf(signIn, { nonce })
      const signed = await wallet.signMessage(text)
      expect(() => signIn.begin(dac.chainId, text, signed)).toThrow('not from here')
    }
  })

  it('lets others in however many sign in, and none of them twice', async () => {
    const { signIn, clock } = subject({ maxUsedNonces: 8 })
    const stranger = new Wallet(bob.key)
    const seen: [message: string, signature: string][] = []
    const flood = async (count: number) => {
      for (let i = 0; i < count; i++) {
        const { message } = signIn.challenge(dac, bob.address)
        const signature = await stranger.signMessage(message)
        signIn.begin(dac.chainId, message, signature)
        seen.push([message, signature])
        clock.nowMs += 500
      }
    }
    await flood(20)
    // Made before the last six of them, and used after.
    const { message } = signIn.challenge(dac, alice.address)
    const signature = await wallet.signMessage(message)
    await flood(6)
    expect(signIn.begin(dac.chainId, message, signature).address).toBe(alice.address)
    for (const [text, signed] of [...seen, [message, signature] as const]) {
      expect(() => signIn.begin(dac.chainId, text, signed)).toThrow(/was used|too old/)
    }
    await flood(10)
    expect(() => signIn.begin(dac.chainId, message, signature)).toThrow('too old')
  })

  it('lets in who asks again, when all in one second sign in more often than can be kept', async () => {
    const { signIn, clock } = subject({ maxUsedNonces: 3 })
    const begin = async () => {
      const { message } = signIn.challenge(dac, alice.address)
      return signIn.begin(dac.chainId, message, await wallet.signMessage(message))
    }
    for (let i = 0; i < 4; i++) await begin()
    await expect(begin()).rejects.toThrow('too old')
    clock.nowMs += 1_000
    expect((await begin()).address).toBe(alice.address)
  })

  it("refuses another DAC's message, another time's and another domain's", async () => {
    const { signIn, clock } = subject({ domains: ['app.example'] })
    for (const [fields, problem] of [
      [{ chainId: 1 }, 'Chain ID is 1088001'],
      [{ domain: 'evil.example' }, 'does not know the domain evil.example'],
      [{ domain: 'app.example.evil.example' }, 'does not know the domain'],
      [{ domain: 'evil.example:8545' }, 'does not know the domain'],
      [{ issuedAt: new Date(clock.nowMs + 120_000) }, 'in the future'],
      [{ expirationTime: new Date(clock.nowMs) }, 'is over'],
      [{ notBefore: new Date(clock.nowMs + 1) }, 'still to come'],
    ] as const) {
      const message = messageOf(signIn, fields)
      const signature = await wallet.signMessage(message)
      expect(() => signIn.begin(dac.chainId, message, signature)).toThrow(problem)
    }
    const message = messageOf(signIn, { domain: 'app.example' })
    expect(signIn.begin(dac.chainId, message, await wallet.signMessage(message))).toBeDefined()
  })

  it("refuses anybody else's signature, and what is none", async () => {
    const { signIn } = subject()
    const message = messageOf(signIn)
    const others = await new Wallet(bob.key).signMessage(message)
    for (const signature of [others, '0x', 'nonsense', `0x${'00'.repeat(65)}`]) {
      expect(() => signIn.begin(dac.chainId, message, signature)).toThrow(
        'signature of the message',
      )
    }
  })

  it('does not take a token that was changed, or of another DAC or secret', async () => {
    const { signIn } = subject()
    const { message } = signIn.challenge(dac, alice.address)
    const { token } = signIn.begin(dac.chainId, message, await wallet.signMessage(message))
    expect(signIn.sessionOf(5, token)).toBeNull()
    expect(new SignIn().sessionOf(dac.chainId, token)).toBeNull()
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.integer({ min: 33, max: 126 }), (at, code) => {
        const changed = `${token.slice(0, at)}${String.fromCharCode(code)}${token.slice(at + 1)}`
        fc.pre(changed !== token)
        expect(signIn.sessionOf(dac.chainId, changed)).toBeNull()
      }),
      { seed: 1, numRuns: 500 },
    )
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        expect(signIn.sessionOf(dac.chainId, text)).toBeNull()
      }),
      { seed: 2, numRuns: 500 },
    )
  })
})

describe('reading a message', () => {
  it('answers null for what is not in the form of EIP-4361, and never throws', () => {
    const { signIn } = subject()
    const message = messageOf(signIn, { statement: 'I want to read.' })
    expect(parseSignInMessage(message)).toMatchObject({
      address: alice.address,
      domain: 'acme.localhost:8545',
    })
    const broken = [
      message.replace('Version: 1', 'Version: 2'),
      message.replace('Nonce: ', 'nonce: '),
      message.replace(wallet.address, wallet.address.toLowerCase()),
      message.replace('\n\nURI', '\nURI'),
      message.replace('Issued At: 2027', 'Issued At: 20x7'),
      `${message}\nMore: 1`,
      `${message}\nResources:\nnone`,
      message.replaceAll('\n', '\r\n'),
      message.replace('I want to read.', 'I want\nto read.'),
      message.replace('acme.localhost:8545 wants', 'user@acme.localhost wants'),
      '',
    ]
    for (const text of broken) expect(parseSignInMessage(text), text).toBeNull()
    fc.assert(
      fc.property(fc.string(), fc.nat(message.length), (noise, at) => {
        parseSignInMessage(noise)
        parseSignInMessage(`${message.slice(0, at)}${noise}${message.slice(at)}`)
      }),
      { seed: 3, numRuns: 1_000 },
    )
  })
})
