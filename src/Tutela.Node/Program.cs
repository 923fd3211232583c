using Tutela.Node.Verbs;

return await Commands.RunAsync(args);
