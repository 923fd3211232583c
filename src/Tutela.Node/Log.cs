namespace Tutela.Node;

/// <summary>Lines for whoever looks after the machine, on standard error. Safe from any thread.</summary>
internal sealed class Log(TextWriter writer)
{
    /// <summary>Writes one line.</summary>
    public void Say(string line)
    {
        lock (writer)
        {
            try
            {
                writer.WriteLine(line);
                writer.Flush();
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // Nobody reads any more; filtering goes on.
            }
        }
    }
}
