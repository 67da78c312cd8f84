import java.util.List;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/** One OpenSearch node. Arguments: folder, cluster, HTTP port, transport port, all transport ports. Ends with its standard input. */
public class OpenSearchNode {
    public static void main(String[] arguments) throws Exception {
        List<String> ports = List.of(arguments[4].split(","));
        OpenSearchRunner runner = new OpenSearchRunner();
        // A limit on ports that is enforced without a word.
        runner.setMaxHttpPort(-1);
        runner.onBuild((number, settings) -> {
            settings.put("node.name", "node" + arguments[3]);
            settings.put("http.port", arguments[2]);
            settings.put("transport.port", arguments[3]);
            settings.put("network.host", "127.0.0.1");
            // With one node the runner would make it a cluster of its own.
            settings.put("discovery.type", "zen");
            settings.putList("discovery.seed_hosts", ports.stream().map(port -> "127.0.0.1:" + port).toList());
            settings.putList("cluster.initial_cluster_manager_nodes", ports.stream().map(port -> "node" + port).toList());
            settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
        });
        // No analysers of the server: ours is all that is used, and some want languages that not every Java has.
        String modules = "org.opensearch.transport.Netty4ModulePlugin";
        runner.build(
            "-basePath", arguments[0], "-numOfNode", "1", "-clusterName", arguments[1], "-moduleTypes", modules);
        while (System.in.read() != -1) {
        }
        runner.close();
    }
}
