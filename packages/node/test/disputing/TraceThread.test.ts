import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { SLOT_STEPS } from '@mvm/fraud-proof'
import { UnavailableError } from '@mvm/rpc'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { StepTraces } from '../../src/disputing/StepTraces.ts'
import { ThreadedTrace } from '../../src/disputing/ThreadedTrace.ts'
import type { TraceRequest } from '../../src/disputing/TraceRequest.ts'
import { TraceThread } from '../../src/disputing/TraceThread.ts'
import { loopingBlock } from './loopingBlock.ts'

/** In the middle of the transaction. */
const positions = [SLOT_STEPS + 100, SLOT_STEPS + 500]

describe('a thread of traces', { timeout: 120_000 }, () => {
  let folder: string
  let small: TraceRequest
  /** To be gone through once takes many times longer than anything here waits. */
  let large: TraceRequest

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mvm-traces-'))
    small = await loopingBlock(join(folder, 'small'), 100_000n)
    large = await loopingBlock(join(folder, 'large'), 16_000_000n)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('answers the same when it has room for no trace but the one that is asked', async () => {
    const answers: unknown[] = []
    for (const keptBytes of [2 ** 29, 0]) {
      const thread = new TraceThread({ keptBytes, traceBytes: Number.POSITIVE_INFINITY })
      const traces = [small, small].map((request) => new ThreadedTrace(request, undefined, thread))
      for (const trace of [...traces, ...traces]) {
        answers.push([await trace.hashesAt(positions), await trace.proofAt(SLOT_STEPS + 100)])
      }
      for (const trace of traces) await trace.close()
    }
    expect(answers).toHaveLength(8)
    for (const answer of answers) expect(answer).toEqual(answers[0])
  })

  it('refuses a trace that keeps more than it may', async () => {
    const thread = new TraceThread({ keptBytes: 0, traceBytes: 10_000 })
    const trace = new ThreadedTrace(large, undefined, thread)
    await expect(trace.hashesAt(positions)).rejects.toThrow(
      expect.objectContaining({ code: 'TRACE_TOO_LARGE' }),
    )
    await trace.close()
  })

  it('ends a trace in the midst of its pass, and goes on with the others', async () => {
    const thread = new TraceThread()
    const first = new ThreadedTrace(small, undefined, thread)
    await first.hashesAt(positions)
    const ended = new ThreadedTrace(large, undefined, thread)
    const asked = expect(ended.hashesAt(positions)).rejects.toThrow('aborted')
    const after = first.hashesAt(positions)
    await delay(500)
    await ended.close()
    await asked
    expect(await after).toHaveLength(2)
    await first.close()
  })

  it('is free again when the time of a question over RPC is up', async () => {
    const steps = new StepTraces()
    const limit = new AbortController()
    const open = (request: TraceRequest) => async () =>
      new ThreadedTrace(request, undefined, steps.threads)
    const asked = steps.ask('large', open(large), (t) => t.hashesAt(positions), limit.signal)
    const refused = expect(asked).rejects.toThrow('the time is up')
    const { signal } = new AbortController()
    const after = steps.ask('small', open(small), (t) => t.hashesAt(positions), signal)
    await delay(500)
    limit.abort(new UnavailableError({ reason: 'the time is up' }))
    await refused
    expect(await after).toHaveLength(2)
    await steps.close()
  })
})
