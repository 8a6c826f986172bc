import puppeteer from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileToken } from '../dapp/compileToken.ts'
import type { RpcReceipt } from '../support/JsonRpc.ts'
import { startDevnet, type TestDevnet } from '../support/startDevnet.ts'
import { tempFolder } from '../support/tempFolder.ts'
import { findBrowser } from './findBrowser.ts'
import { type GatewayBefore, gatewayBefore } from './gatewayBefore.ts'
import { servePage } from './servePage.ts'

const unpacked = tempFolder('browser')
const browser = await findBrowser(unpacked.path)
if (browser === undefined) {
  console.warn('NO BROWSER FOUND: the page is not tested. Name a Chromium in MVM_BROWSER.')
}

describe.skipIf(browser === undefined)('a page in headless Chromium', { timeout: 120_000 }, () => {
  let devnet: TestDevnet
  let gateway: GatewayBefore
  beforeAll(async () => {
    devnet = await startDevnet()
    gateway = await gatewayBefore(devnet)
  })
  afterAll(async () => {
    await gateway?.close()
    await devnet?.stop()
    unpacked.remove()
  })

  it('connects by EIP-1193, deploys, sends, and hears events over a WebSocket', async () => {
    const [dac] = devnet.description.dacs
    const [user, recipient] = devnet.accounts
    const { rpcUrl, wsUrl } = gateway
    const page = await servePage({
      ...{ rpcUrl, wsUrl, privateKey: user?.privateKey, recipient: recipient?.address },
      token: compileToken(),
    })
    // Chromium's own rules about origins stay as they are: nothing here switches them off.
    const chromium = await puppeteer.launch({
      executablePath: browser?.path as string,
      headless: 'shell',
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
      env: { ...process.env, ...browser?.environment },
    })
    try {
      expect(new URL(page.url).origin).not.toBe(new URL(rpcUrl).origin)
      const tab = await chromium.newPage()
      const complaints: string[] = []
      tab.on('pageerror', (error) => complaints.push(String(error)))
      await tab.goto(page.url)
      await tab.click('#connect')
      const outcome = await tab.waitForSelector('#outcome[data-done]', { timeout: 60_000 })
      const text = await outcome?.evaluate(({ textContent }) => textContent)
      const result = JSON.parse(text as string)
      expect(complaints).toEqual([])
      expect(result.error).toBeUndefined()
      expect(result).toMatchObject({
        before: [],
        chainId: String(dac?.chainId),
        balance: String(17 * result.sent.length),
        refused: -32004,
        event: { value: '17' },
      })
      expect(result.sent).toContainEqual({ hash: result.event.transactionHash, status: 1 })
      expect(result.account.toLowerCase()).toBe(user?.address.toLowerCase())
      expect(result.event.to.toLowerCase()).toBe(recipient?.address.toLowerCase())
      const receipt = await devnet
        .dac()
        .call<RpcReceipt>('eth_getTransactionReceipt', result.event.transactionHash)
      expect(receipt.status).toBe('0x1')
    } finally {
      await chromium.close()
      page.close()
    }
  })
})
