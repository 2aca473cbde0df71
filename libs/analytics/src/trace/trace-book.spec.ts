import { ManualClock } from '@nest-privacy/core/testing';
import { minutes } from '@nest-privacy/core';
import { RequestTrace } from './request-trace.js';
import { TraceBook } from './trace-book.js';

describe('the book of traces', () => {
  const clock = new ManualClock();
  const kept = (book: TraceBook): RequestTrace => {
    const trace = new RequestTrace('GET', clock.now());
    book.keep(trace);
    return trace;
  };

  it('keeps the latest 1000', () => {
    const book = new TraceBook(clock);
    const traces = Array.from({ length: 1_001 }, () => kept(book));
    expect(traces.map(({ id }) => book.find(id) !== undefined)).toEqual([false, ...Array<boolean>(1_000).fill(true)]);
  });

  it('keeps them for 15 minutes, and what is noted of their events', () => {
    const book = new TraceBook(clock);
    const trace = new RequestTrace('GET', clock.now());
    trace.follow('early');
    expect(book.isIdle).toBe(true);
    book.keep(trace);
    trace.follow('late');
    book.noteEvents([{ id: 'early' }, { id: 'another' }, { id: 'late' }], 'store', 'new');
    expect(trace.steps).toEqual(Array(2).fill({ step: 'store', result: 'new', detail: '' }));
    clock.advance(minutes(15) - 1);
    expect(book.find(trace.id)).toBe(trace);
    clock.advance(1);
    expect(book.find(trace.id)).toBeUndefined();
    expect(book.isIdle).toBe(true);
  });

  it('bounds what one trace holds, and says so', () => {
    const trace = new RequestTrace('POST', 0);
    for (let i = 0; i < 250; i++) trace.note('dropped', 'invalid');
    for (let i = 0; i < 600; i++) trace.follow(String(i));
    expect([trace.steps.length, trace.leftOut, trace.events.length]).toEqual([200, 50, 500]);
  });
});
