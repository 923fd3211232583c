using BenchmarkDotNet.Running;
using Tutela.Decisions;

BenchmarkRunner.Run<DecisionBenchmarks>(args: args);
