<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name></name>
    <message>
        <source>Validation split: share of the digits held out, whole writers where they are known. The network never trains on them, so their error estimates the error on new digits.</source>
        <translation>验证集比例：留出的数字所占比例；已知书写者时，留出整个书写者的数字。网络不用它们训练，因此其错误率可估计在新数字上的错误率。</translation>
    </message>
    <message>
        <source>Initialize from the weights of this model (fine-tuning). A low learning rate preserves what it has learned.</source>
        <translation>以该模型的权重初始化（微调）。较低的学习率可保留它已学到的知识。</translation>
    </message>
    <message>
        <source>Units per hidden layer. More units tell more handwriting styles apart, but train slower; 0 removes the second layer.</source>
        <translation>每个隐藏层的单元数。单元越多，能区分的笔迹越多，但训练越慢；0 表示去掉第二层。</translation>
    </message>
    <message>
        <source>Epochs: passes over the training data. More epochs learn more, but take longer.</source>
        <translation>轮次：遍历训练数据的次数。轮次越多学得越多，但耗时越长。</translation>
    </message>
    <message>
        <source>Batch size: digits per update step. Larger batches give smoother gradients, but fewer steps per epoch.</source>
        <translation>批大小：每次参数更新所用的数字个数。批越大，梯度越平滑，但每轮更新次数越少。</translation>
    </message>
    <message>
        <source>Optimizer: how an update step is made from the gradient. SGD is gradient descent with momentum 0.9. Adam adapts the step size of each weight and is less sensitive to the learning rate.</source>
        <translation>优化器：由梯度计算参数更新的方法。SGD 是动量为 0.9 的梯度下降。Adam 为每个权重调整步长，对学习率较不敏感。</translation>
    </message>
    <message>
        <source>Initial learning rate: the step size, which decays during training. Too high, and the loss diverges; too low, and training is slow. For SGD, try 0.1.</source>
        <translation>初始学习率：步长，训练中逐渐减小。过高则损失发散，过低则训练缓慢。SGD 可试 0.1。</translation>
    </message>
    <message>
        <source>L2 regularization: weight decay, which reduces overfitting. Try 0.0001.</source>
        <translation>L2 正则化：即权重衰减，可减轻过拟合。可试 0.0001。</translation>
    </message>
    <message>
        <source>Label smoothing: share of each target that is spread over all classes. It prevents overconfidence.</source>
        <translation>标签平滑：每个目标中分摊到所有类别的比例。可防止过度自信。</translation>
    </message>
    <message>
        <source>Fine-tune without forgetting (distillation): the target is the initial model&apos;s probabilities where it predicts a digit correctly, else the label. See Hinton, Vinyals and Dean (2015) and Li and Hoiem (2016).</source>
        <translation>微调而不遗忘（蒸馏）：初始模型预测正确时，以它的概率为目标，否则以标签为目标。参见 Hinton、Vinyals、Dean (2015) 和 Li、Hoiem (2016)。</translation>
    </message>
    <message>
        <source>Data augmentation: randomly distort each digit in every epoch. Repeated strokes are redrawn, so the network never sees the same image twice.</source>
        <translation>数据增强：每一轮都对每个数字随机变形。重复的笔画会重新绘制，因此网络不会两次看到相同的图像。</translation>
    </message>
    <message>
        <source>Non-digit samples per epoch: generated scribbles, letters and shapes with a uniform target. They make the model uncertain about what is no digit. Try 5% of the digits.</source>
        <translation>每轮的非数字样本：生成的涂鸦、字母和图形，目标为均匀分布。它们使模型对非数字保持不确定。可取数字个数的 5%。</translation>
    </message>
    <message>
        <source>Random seed: fixes initial weights, shuffling and augmentation. The same seed, digits and settings give the same network.</source>
        <translation>随机种子：固定初始权重、打乱顺序和数据增强。种子、数字和设置相同，得到的网络也相同。</translation>
    </message>
    <message>
        <source>Nothing was learned: every digit is labeled {label}. Use digits of several labels; if the file has others, name the column of labels.</source>
        <translation>没有学到东西：每个数字的标签都是 {label}。请使用有多种标签的数字；如果文件中有其他标签，请指明标签列。</translation>
    </message>
    <message>
        <source>Nothing was learned: all {count:,} validation digits are predicted as {digit}.</source>
        <translation>没有学到东西：全部 {count:,} 个验证数字都被预测为 {digit}。</translation>
    </message>
    <message>
        <source>Nothing was learned: the loss is {loss:.4g}, while guessing has {guessing:.2f}.</source>
        <translation>没有学到东西：损失为 {loss:.4g}，而随机猜测为 {guessing:.2f}。</translation>
    </message>
    <message>
        <source>Nothing was learned: {error:.0%} of the validation digits are misclassified, as by guessing.</source>
        <translation>没有学到东西：{error:.0%} 的验证数字被误分类，与随机猜测相当。</translation>
    </message>
    <message>
        <source>The image values are at most {largest}, while ink is 255: scale them to 0 to 255.</source>
        <translation>图像的值最大为 {largest}，而墨迹应为 255：请缩放到 0 到 255。</translation>
    </message>
    <message>
        <source>The learning rate was too high: try a tenth of it.</source>
        <translation>学习率过高：请试用其十分之一。</translation>
    </message>
    <message>
        <source>Try another learning rate, ten times lower or higher, and check that the labels are correct.</source>
        <translation>请试用低十倍或高十倍的学习率，并检查标签是否正确。</translation>
    </message>
    <message>
        <source>Loading {name}</source>
        <translation>正在加载 {name}</translation>
    </message>
    <message>
        <source>Generating non-digits</source>
        <translation>正在生成非数字样本</translation>
    </message>
    <message>
        <source>Rendering strokes</source>
        <translation>正在绘制笔画</translation>
    </message>
    <message>
        <source>Preparing reference digits</source>
        <translation>正在准备参考数字</translation>
    </message>
    <message>
        <source>Predicting reference digits</source>
        <translation>正在预测参考数字</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>正在学习</translation>
    </message>
    <message>
        <source>{label}: was {before}, now {after}</source>
        <translation>{label}：原 {before}，现 {after}</translation>
    </message>
    <message>
        <source>Label {label}: was {before}, now {after}</source>
        <translation>标签 {label}：原预测 {before}，现预测 {after}</translation>
    </message>
    <message>
        <source>You may want to keep the current model.</source>
        <translation>建议保留当前模型。</translation>
    </message>
    <message>
        <source>Fixed {n:,}</source>
        <translation>已修正 {n:,}</translation>
    </message>
    <message>
        <source>Newly misclassified {n:,}</source>
        <translation>新增误分类 {n:,}</translation>
    </message>
    <message>
        <source>Digits</source>
        <comment>which</comment>
        <translation>数字</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>训练前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>训练后</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>{name}: {before:,} of {count:,} misclassified before, {after:,} now</source>
        <translation>{name}：共 {count:,} 个，训练前误分类 {before:,} 个，现在 {after:,} 个</translation>
    </message>
    <message>
        <source>&amp;Retrain…</source>
        <translation>重新训练(&amp;R)…</translation>
    </message>
    <message>
        <source>Train a network on datasets that you select (Ctrl+R)</source>
        <translation>用选定的数据集训练网络 (Ctrl+R)</translation>
    </message>
    <message>
        <source>First use or discard the model that Learn now has taught, on the Draw tab.</source>
        <translation>请先在“绘制”页使用或放弃“立即学习”得到的模型。</translation>
    </message>
    <message>
        <source>My digits is being learned. Train after that, or cancel it on the Draw tab.</source>
        <translation>正在学习“我的数字”。请等它结束，或在“绘制”页取消。</translation>
    </message>
    <message>
        <source>Resume unfinished training (epoch {done} of {epochs})?</source>
        <translation>继续未完成的训练（第 {done} / {epochs} 轮）？</translation>
    </message>
    <message>
        <source>Training finished ({epochs} epochs). Show results?</source>
        <translation>训练已完成（{epochs} 轮）。查看结果？</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>查看(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>继续(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Discard…</source>
        <translation>放弃(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>以后再说(&amp;L)</translation>
    </message>
    <message>
        <source>Discard this training? It cannot be resumed afterwards.</source>
        <translation>放弃这次训练？放弃后无法继续。</translation>
    </message>
    <message>
        <source>Training in progress. Quit and resume next time?</source>
        <translation>训练正在进行。退出并在下次继续？</translation>
    </message>
    <message>
        <source>Training is about to start. Quit and cancel it?</source>
        <translation>训练即将开始。退出并取消训练？</translation>
    </message>
    <message>
        <source>Training in progress, without a checkpoint. Quit and lose it?</source>
        <translation>训练正在进行，且没有检查点。退出并丢弃它？</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Save as…</source>
        <translation>另存为(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Quit without saving</source>
        <translation>不保存并退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Save the new model before you quit?</source>
        <translation>退出前保存新模型？</translation>
    </message>
    <message>
        <source>Cannot resume training: its checkpoint is damaged. It is kept as {name}.</source>
        <translation>无法继续训练：检查点已损坏，已另存为 {name}。</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Epoch {n}</source>
        <translation>第 {n} 轮</translation>
    </message>
    <message>
        <source>Best: epoch {n}</source>
        <translation>最佳：第 {n} 轮</translation>
    </message>
    <message>
        <source>Training</source>
        <comment>curve</comment>
        <translation>训练</translation>
    </message>
    <message>
        <source>Validation</source>
        <comment>curve</comment>
        <translation>验证</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Validation error</source>
        <translation>验证错误率</translation>
    </message>
    <message>
        <source>Error (%)</source>
        <translation>错误率 (%)</translation>
    </message>
    <message>
        <source>Cross-entropy. The training loss is often higher: it is measured on augmented digits with smoothed labels, batch by batch.</source>
        <translation>交叉熵。训练损失往往更高：它逐批计算，使用增强后的数字和平滑后的标签。</translation>
    </message>
    <message>
        <source>Starts with the first batch</source>
        <translation>第一批训练后开始显示</translation>
    </message>
    <message>
        <source>Starts with the first epoch</source>
        <translation>第一轮结束后开始显示</translation>
    </message>
    <message>
        <source>looks faint</source>
        <translation>似乎过淡</translation>
    </message>
    <message>
        <source>looks transposed</source>
        <translation>似乎被转置</translation>
    </message>
    <message>
        <source>looks inverted</source>
        <translation>似乎被反色</translation>
    </message>
    <message>
        <source>looks wrong</source>
        <translation>似乎有误</translation>
    </message>
    <message>
        <source>Training data</source>
        <translation>训练数据</translation>
    </message>
    <message>
        <source>Select datasets to train on; Delete removes one that you added.</source>
        <translation>选择用于训练的数据集；按 Delete 键移除自己添加的数据集。</translation>
    </message>
    <message>
        <source>Number to generate, in varied handwriting</source>
        <translation>生成的数量，笔迹各不相同</translation>
    </message>
    <message>
        <source>&amp;Folder…</source>
        <translation>文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>F&amp;ile…</source>
        <translation>文件(&amp;I)…</translation>
    </message>
    <message>
        <source>Add dataset</source>
        <translation>添加数据集</translation>
    </message>
    <message>
        <source>Add a folder or file: text digits, zip, MNIST files, table…</source>
        <translation>添加文件夹或文件：文本数字、zip、MNIST 文件、表格等</translation>
    </message>
    <message>
        <source>Download MNIST…</source>
        <translation>下载 MNIST…</translation>
    </message>
    <message>
        <source>Download 70,000 handwritten digits ({size})</source>
        <translation>下载 70,000 个手写数字 ({size})</translation>
    </message>
    <message>
        <source>Synthetic digits</source>
        <translation>合成数字</translation>
    </message>
    <message>
        <source>Open it in the Dataset tab, correct it there, and export it.</source>
        <translation>请在“数据集”页中打开并修正，然后导出。</translation>
    </message>
    <message>
        <source>My digits</source>
        <translation>我的数字</translation>
    </message>
    <message>
        <source>Reference digits</source>
        <translation>参考数字</translation>
    </message>
    <message>
        <source>Validation digits</source>
        <translation>验证数字</translation>
    </message>
    <message>
        <source>MNIST test set</source>
        <translation>MNIST 测试集</translation>
    </message>
    <message>
        <source>{name} (validation)</source>
        <translation>{name}（验证）</translation>
    </message>
    <message>
        <source>{name} (all)</source>
        <translation>{name}（全部）</translation>
    </message>
    <message>
        <source>Training history</source>
        <translation>训练历史</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>Use model</source>
        <translation>使用模型</translation>
    </message>
    <message>
        <source>Make the model of this run the current model</source>
        <translation>将这次训练的模型设为当前模型</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Save the model of this run to a file</source>
        <translation>将这次训练的模型保存到文件</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Copy the command line that repeats this run</source>
        <translation>复制可重现这次训练的命令行</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>训练记录</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Select a run to see its settings, or two to compare them.</source>
        <translation>选择一次训练查看其设置，或选择两次进行比较。</translation>
    </message>
    <message>
        <source>No runs yet. Train a model to see it here.</source>
        <translation>还没有训练记录。训练模型后会显示在这里。</translation>
    </message>
    <message>
        <source>Two runs side by side; values that differ are bold.</source>
        <translation>并排显示两次训练；不同的值以粗体显示。</translation>
    </message>
    <message>
        <source>Delete the model files of these runs</source>
        <translation>删除这些训练的模型文件</translation>
    </message>
    <message>
        <source>The current model cannot be deleted.</source>
        <translation>当前模型不能删除。</translation>
    </message>
    <message>
        <source>First use the new model, or keep the current one.</source>
        <translation>请先使用新模型或保留当前模型。</translation>
    </message>
    <message>
        <source>Permanently delete this run and its model?</source>
        <translation>永久删除这次训练及其模型？</translation>
    </message>
    <message>
        <source>Permanently delete {n} runs and their models?</source>
        <translation>永久删除 {n} 次训练及其模型？</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>Current model (fine-tune)</source>
        <translation>当前模型（微调）</translation>
    </message>
    <message>
        <source>Random (from scratch)</source>
        <translation>随机（从头训练）</translation>
    </message>
    <message>
        <source>0 (none)</source>
        <translation>0（无）</translation>
    </message>
    <message>
        <source>Keep what the model knows</source>
        <translation>保留模型已有的知识</translation>
    </message>
    <message>
        <source>Data augmentation</source>
        <translation>数据增强</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <source>Restore defaults</source>
        <translation>恢复默认值</translation>
    </message>
    <message>
        <source>Reset all settings to defaults</source>
        <translation>将所有设置恢复为默认值</translation>
    </message>
    <message>
        <source>Initial weights</source>
        <translation>初始权重</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>L2 regularization</source>
        <translation>L2 正则化</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <source>Non-digit samples</source>
        <translation>非数字样本</translation>
    </message>
    <message>
        <source>Validation split</source>
        <translation>验证集比例</translation>
    </message>
    <message>
        <source>Random seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Units of the first hidden layer</source>
        <translation>第一隐藏层的单元数</translation>
    </message>
    <message>
        <source>Units of the second hidden layer</source>
        <translation>第二隐藏层的单元数</translation>
    </message>
    <message>
        <source>Hidden units</source>
        <translation>隐藏单元</translation>
    </message>
    <message>
        <source>Start from random weights.</source>
        <translation>从随机权重开始训练。</translation>
    </message>
    <message>
        <source>Show the settings that are seldom needed</source>
        <translation>显示不常用的设置</translation>
    </message>
    <message>
        <source>Download MNIST, 70,000 handwritten digits ({size})?

From the first available mirror: {hosts}.

Saved in {folder}.</source>
        <translation>下载 MNIST（70,000 个手写数字，{size}）？

使用第一个可用的镜像：{hosts}。

保存到 {folder}。</translation>
    </message>
    <message>
        <source>&amp;Download</source>
        <translation>下载(&amp;D)</translation>
    </message>
    <message>
        <source>Use new model</source>
        <translation>使用新模型</translation>
    </message>
    <message>
        <source>Make the new model the current model</source>
        <translation>将新模型设为当前模型</translation>
    </message>
    <message>
        <source>Save the new model to a file</source>
        <translation>将新模型保存到文件</translation>
    </message>
    <message>
        <source>Keep current model</source>
        <translation>保留当前模型</translation>
    </message>
    <message>
        <source>The new model stays in the history.</source>
        <translation>新模型仍保留在训练历史中。</translation>
    </message>
    <message>
        <source>Make the previous model the current model</source>
        <translation>将上一个模型设为当前模型</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Error rates before ({name}) and after, on the same digits</source>
        <translation>训练前（{name}）后在相同数字上的错误率</translation>
    </message>
    <message>
        <source>Error rates before and after, on the same digits</source>
        <translation>训练前后在相同数字上的错误率</translation>
    </message>
    <message>
        <source>Switch to previous model{name}</source>
        <translation>切换到上一个模型{name}</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop and keep the best epoch</source>
        <translation>停止并保留最佳轮次</translation>
    </message>
    <message>
        <source>History…</source>
        <translation>历史…</translation>
    </message>
    <message>
        <source>Compare, use, save or delete the models of all runs</source>
        <translation>比较、使用、保存或删除各次训练的模型</translation>
    </message>
    <message>
        <source>Training progress</source>
        <translation>训练进度</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Reference before</source>
        <translation>参考（训练前）</translation>
    </message>
    <message>
        <source>Reference after</source>
        <translation>参考（训练后）</translation>
    </message>
    <message>
        <source>Model file</source>
        <translation>模型文件</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Epochs finished</source>
        <translation>已完成轮次</translation>
    </message>
    <message>
        <source>Training time</source>
        <translation>训练时间</translation>
    </message>
    <message>
        <source>{n:,} of {count:,}</source>
        <translation>{n:,} / {count:,}</translation>
    </message>
    <message>
        <source>{before:,} → {after:,} of {count:,} misclassified</source>
        <translation>误分类 {before:,} → {after:,}（共 {count:,}）</translation>
    </message>
    <message>
        <source>{epochs}, best: epoch {best}</source>
        <translation>{epochs}，最佳：第 {best} 轮</translation>
    </message>
    <message>
        <source>On</source>
        <translation>开</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Built-in</source>
        <translation>内置</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>{done} of {epochs}</source>
        <translation>{done} / {epochs}</translation>
    </message>
    <message>
        <source>Loading the training data…</source>
        <translation>正在加载训练数据…</translation>
    </message>
    <message>
        <source>Loading the results…</source>
        <translation>正在加载结果…</translation>
    </message>
    <message>
        <source>Resuming training…</source>
        <translation>正在继续训练…</translation>
    </message>
    <message>
        <source>Training is already in progress.</source>
        <translation>训练已在进行。</translation>
    </message>
    <message>
        <source>Another digitpad window is training.</source>
        <translation>另一个 digitpad 窗口正在训练。</translation>
    </message>
    <message>
        <source>The current model is unchanged.</source>
        <translation>当前模型未改变。</translation>
    </message>
    <message>
        <source>Current model: {name}</source>
        <translation>当前模型：{name}</translation>
    </message>
    <message>
        <source>Current model kept. The new model is in the history.</source>
        <translation>已保留当前模型。新模型在训练历史中。</translation>
    </message>
    <message>
        <source>New model discarded; the current model is unchanged.</source>
        <translation>已放弃新模型；当前模型未改变。</translation>
    </message>
    <message>
        <source>Training stopped; Resume continues it.</source>
        <translation>训练已停止；点击“继续”可接着训练。</translation>
    </message>
    <message>
        <source>Stopped before the first epoch finished; no model created.</source>
        <translation>在第一轮完成前停止；未生成模型。</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Evaluating…</source>
        <translation>正在评估…</translation>
    </message>
    <message>
        <source>The new model is only in memory. Use it or save it before you quit.</source>
        <translation>新模型仅在内存中。请在退出前使用或保存它。</translation>
    </message>
    <message>
        <source>Pause training, and free the processor</source>
        <translation>暂停训练，释放处理器</translation>
    </message>
    <message>
        <source>Training is in progress.</source>
        <translation>训练正在进行。</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Continue where training stopped</source>
        <translation>从停止处继续训练</translation>
    </message>
    <message>
        <source>Discard the unsaved model and start a new run?</source>
        <translation>放弃未保存的模型并开始新的训练？</translation>
    </message>
    <message>
        <source>Discard the stopped run and start a new one?</source>
        <translation>放弃已停止的训练并开始新的训练？</translation>
    </message>
    <message>
        <source>Training is paused (Ctrl+R)</source>
        <translation>训练已暂停 (Ctrl+R)</translation>
    </message>
    <message>
        <source>Training continues (Ctrl+R)</source>
        <translation>训练仍在进行 (Ctrl+R)</translation>
    </message>
    <message>
        <source>Training paused</source>
        <translation>训练已暂停</translation>
    </message>
    <message>
        <source>Training: preparing data</source>
        <translation>训练：准备数据</translation>
    </message>
    <message>
        <source>Training: evaluating the new model</source>
        <translation>训练：评估新模型</translation>
    </message>
    <message>
        <source>Training: epoch {epoch} of {epochs} · {percent}%</source>
        <translation>训练：第 {epoch} / {epochs} 轮 · {percent}%</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>开始训练</translation>
    </message>
    <message>
        <source>Train with the selected data and settings</source>
        <translation>用选定的数据和设置训练</translation>
    </message>
    <message>
        <source>Cannot write a checkpoint; if training stops, it cannot be resumed: {problem}</source>
        <translation>无法写入检查点；训练停止后将无法继续：{problem}</translation>
    </message>
    <message>
        <source>Training finished, but nothing was learned (Ctrl+R shows why)</source>
        <translation>训练已完成，但没有学到东西（按 Ctrl+R 查看原因）</translation>
    </message>
    <message>
        <source>Training finished (Ctrl+R shows the results)</source>
        <translation>训练已完成（按 Ctrl+R 查看结果）</translation>
    </message>
    <message>
        <source>{what} · {done:,} of {total:,}</source>
        <translation>{what} · {done:,} / {total:,}</translation>
    </message>
    <message>
        <source>Epoch {epoch} of {epochs}</source>
        <translation>第 {epoch} / {epochs} 轮</translation>
    </message>
    <message>
        <source>{speed:,.0f} digits/s</source>
        <translation>每秒 {speed:,.0f} 个数字</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余 {time}</translation>
    </message>
    <message>
        <source>Finished: {done} of {epochs} epochs in {time}. Best epoch: {best}.</source>
        <translation>已完成：{done} / {epochs} 轮，用时 {time}。最佳轮次：{best}。</translation>
    </message>
    <message>
        <source>Stopped: {done} of {epochs} epochs in {time}. Best epoch: {best}.</source>
        <translation>已停止：{done} / {epochs} 轮，用时 {time}。最佳轮次：{best}。</translation>
    </message>
    <message>
        <source>The training data or the initial model has changed; cannot resume.</source>
        <translation>训练数据或初始模型已改变，无法继续。</translation>
    </message>
    <message>
        <source>The new model is not in the history: {problem}</source>
        <translation>新模型未存入训练历史：{problem}</translation>
    </message>
    <message>
        <source>The model before was trained on {names}, so its error on the validation digits of that is optimistic.</source>
        <translation>训练前的模型已用 {names} 训练过，因此它在其验证数字上的错误率偏于乐观。</translation>
    </message>
    <message>
        <source>= unchanged</source>
        <translation>= 不变</translation>
    </message>
    <message>
        <source>▲ {n:,} more misclassified</source>
        <translation>▲ 误分类增加 {n:,}</translation>
    </message>
    <message>
        <source>▼ {n:,} fewer</source>
        <translation>▼ 减少 {n:,}</translation>
    </message>
    <message>
        <source>▲ Worse on other writers: {after:,} of {count:,} reference digits misclassified, {more:,} more than before</source>
        <translation>▲ 对其他书写者变差：{count:,} 个参考数字中误分类 {after:,} 个，比训练前多 {more:,} 个</translation>
    </message>
    <message>
        <source>{after:,} of {count:,} reference digits misclassified, {more:,} more than before</source>
        <translation>{count:,} 个参考数字中误分类 {after:,} 个，比训练前多 {more:,} 个</translation>
    </message>
    <message>
        <source>{after:,} of {count:,} reference digits misclassified, {more:,} fewer than before</source>
        <translation>{count:,} 个参考数字中误分类 {after:,} 个，比训练前少 {more:,} 个</translation>
    </message>
    <message>
        <source>{after:,} of {count:,} reference digits misclassified, as many as before</source>
        <translation>{count:,} 个参考数字中误分类 {after:,} 个，与训练前相同</translation>
    </message>
    <message>
        <source>Discard the new model? It is not in the history.</source>
        <translation>放弃新模型？它不在训练历史中。</translation>
    </message>
    <message>
        <source>Select at least one dataset.</source>
        <translation>请至少选择一个数据集。</translation>
    </message>
    <message>
        <source>One of the numbers is not valid.</source>
        <translation>有一个数值无效。</translation>
    </message>
    <message>
        <source>Show the training (Ctrl+R)</source>
        <translation>显示训练 (Ctrl+R)</translation>
    </message>
    <message>
        <source>Not a number. Enter one such as 0.01, from {low} to {high}.</source>
        <translation>不是数值。请输入 {low} 到 {high} 之间的数，例如 0.01。</translation>
    </message>
    <message>
        <source>Not a whole number. Enter one from {low} to {high}.</source>
        <translation>不是整数。请输入 {low} 到 {high} 之间的整数。</translation>
    </message>
    <message>
        <source>Enter a number from {low} to {high}.</source>
        <translation>请输入 {low} 到 {high} 之间的数。</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Canceling…</source>
        <translation>正在取消…</translation>
    </message>
    <message>
        <source>{done:,} of {total:,}</source>
        <translation>{done:,} / {total:,}</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Playground</source>
        <translation>游乐场</translation>
    </message>
</context>
</TS>
