/** Conversations of those who are on call. */
export const ON_CALL: readonly string[] = [
  `
a: Alert: p95 of the write path is at 900 ms since 14:02. Looking.
b: I see it too. Only the eu pool, and reads are fine.
a: Disk is quiet, CPU is quiet. Locks?
c: There is a migration that began at 14:01. It builds an index without “concurrently”. {👀3}
a^ That will be it. Can we stop it safely?
c: Yes, it is one statement. Cancelling now.
c> Cancelled. Waiters are draining.
b> p95 is falling: 400, 220, 90.
c> I will write the check that refuses such a migration.
a: Back to 40 ms. All clear at 14:11, and I begin the write-up. Thanks, @c! {🙏4}
`,
  `
a: Handover for the week: two noisy alerts, one certificate that renews on Thursday by itself, nothing open.
b: Which two are noisy?
a: Disk on the build machine, and “queue older than 60 s” at night when nothing is in the queue.
b^ The second one divides by zero in spirit. I will fix the query today.
a> If you do, there is cake.
b> It is done. An empty queue now has an age of zero, as it should. {🍰2}
b: Pager is with me. Sleep well! {👍}
`,
  `
a: Is anybody else getting 502s from the staging gateway?
b: Yes, since the deploy ten minutes ago.
a: Health checks pass, though. Something answers too early?
c: The new pod says it is ready before it has read its config. The old image waited for that.
b^ So for two seconds it is healthy and knows nothing. I can relate. {😂5}
a: Rolling back, and the readiness check comes with the next build.
c: I added a test that starts it with a slow config. It fails as it should.
a: Green again. Note to self: “up” is not “ready”. {💯3}
`,
  `
a: The backup restore drill is done: 38 minutes from nothing to the first answer.
b: Last quarter it was 70! What changed?
a: We fetch the pieces side by side now, and the checksum is made on the way instead of afterwards.
c: What is the slowest part today?
a: Warming the cache. I would rather serve cold and slow than not at all, so next time we open the door earlier.
b: Put it into the runbook?
a^ Already there, with the commands as they were typed. {📚2}
`,
];
